"""python -m tests.house [--renew]: the measures of the house, before and after, as docs/house.md.

Each measure stands in tests/house.toml with its aim, its values of 0.3.0 and 0.4.0, and the value
that it may not pass, `now`. A lower one is always welcome; `--renew` writes it down.
`python -m tests.house fmt_skip` shows where something is still found.
"""

import re
import sys
import tomllib
from itertools import product

import msgspec

from tests.shapes import BOOK, ROOT, counted, places

PAGE = ROOT / "docs" / "house.md"
# Counted by tests/api/test_ways.py, which has a service to ask.
WAYS = [
    f"{way}_{what}"
    for way, what in product(("dispatch", "units", "unit"), ("stays", "rooms", "climbs"))
]
_HEAD = """# The house, measured

What can be counted of the shape of the code, without tests. Each number may fall and never rise:
`tests/test_house.py` holds the column *now*, `python -m tests.house --renew` writes a lower one
down. How each is counted is said in `tests/shapes.py` and, for the ways, in `tests/ways.py`.
Made by `python -m tests.house`.

Of a way, every file counts that the request enters: helpers, logs and traces, and the values that
it asks. Along the main line, as [ARCHITECTURE.md](ARCHITECTURE.md) draws it, a command makes
{command} stops and a question {question}.
"""


class Measure(msgspec.Struct, frozen=True):
    """What is counted: its name in the book and what stands on the page; its aim, if it has one."""

    what: str
    v0_3_0: int
    v0_4_0: int
    now: int
    aim: int | None = None


def book() -> dict[str, Measure]:
    """Return the measures as they are written down."""
    told = tomllib.loads(BOOK.read_text(encoding="utf-8"))
    return msgspec.convert(told["measures"], dict[str, Measure])


def page() -> str:
    """Return docs/house.md as it should be."""
    lines = [
        _HEAD.format(**stops()),
        "| | 0.3.0 | 0.4.0 | now | aim |",
        "|---|---:|---:|---:|---:|",
    ]
    for m in book().values():
        aim = "" if m.aim is None else f"{m.aim:,}"
        lines.append(f"| {m.what} | {m.v0_3_0:,} | {m.v0_4_0:,} | {m.now:,} | {aim} |")
    return "\n".join(lines) + "\n"


def stops() -> dict[str, int]:
    """Return how many stops docs/ARCHITECTURE.md names on each way."""
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    ways = {way: text.partition(f"## The way of a {way}\n")[2] for way in ("command", "question")}
    return {
        way: len(re.findall(r"\n\| `", told.partition("\n## ")[0])) for way, told in ways.items()
    }


def renew(values: dict[str, int]) -> None:
    """Write new values into the book, in the column of now."""
    text = BOOK.read_text(encoding="utf-8")
    for name, value in values.items():
        text = re.sub(rf"(?m)(^{name} = .*now = )\d+", rf"\g<1>{value}", text)
    BOOK.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Show the table, or where a measure is still found; renew the book and the page."""
    if named := [a for a in arguments if not a.startswith("-")]:
        print("\n".join(place for name in named for place in places(name)))
        return
    if "--renew" in arguments:
        from tests import ways

        renew(counted() | ways.counted())
    PAGE.write_text(page(), encoding="utf-8")
    print(page())


if __name__ == "__main__":
    main(sys.argv[1:])
