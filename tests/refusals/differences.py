"""`python -m tests.refusals.differences`: write docs/refusals.md, what differs and why.

`of_0_3_0.jsonl` and `of_0_4_0.jsonl` keep what those versions answered, each of a city to which
nothing else had happened.
"""

import json
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from tests.refusals.record import CORPUS

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "refusals.md"
VERSIONS = ("0.4.0", "0.3.0")
_HEAD = """# What earlier versions answered otherwise

`tests/refusals` keeps {n} wrong requests and command lines with what they are answered; a test
sends all of them to a city and compares. Below stand those that an earlier version answered with
another status, code or place, or on the command line with other words, each under the reason for
which that was wanted. A status stands before its code, the places of fields after it. Only the
first hundred letters of what a command line complains of are shown. Made by
`python -m tests.refusals.differences`.
"""
_ABOUT = {
    "0.4.0": "The verbs of a bulk are named in the order of a life since.",
    "0.3.0": "Titles (`Unauthorized` for `Who are you?` and the like) were renamed throughout, and "
    "each\nanswer has a Chinese sentence beside the English one since (A64).",
}


def read(file: Path) -> dict[str, Any]:
    """Return the answers that a file keeps, by the name of what was asked."""
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {each["name"]: each["answered"] for each in lines}


def heard(answered: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a program goes by: status or exit, code, places; what a command line told."""
    status = answered.get("status", answered.get("exit"))
    return status, answered.get("code"), answered.get("places"), answered.get("told")


@cache
def reasons() -> list[dict[str, Any]]:
    """Return the reasons in their order."""
    found: list[dict[str, Any]] = tomllib.loads((HERE / "reasons.toml").read_text("utf-8"))[
        "reason"
    ]
    return found


def reasons_since(version: str) -> list[dict[str, Any]]:
    """Return the reasons for what differs from a version."""
    return [each for each in reasons() if each.get("version", "0.3.0") == version]


def reason_of(version: str, name: str) -> dict[str, Any] | None:
    """Return the first reason that fits a name, or None."""
    fits = (r for r in reasons_since(version) if any(fnmatchcase(name, n) for n in r["names"]))
    return next(fits, None)


def differing(version: str) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Return what is answered otherwise than by a version: its answer, and the one recorded now."""
    was, now = read(HERE / f"of_{version.replace('.', '_')}.jsonl"), read(CORPUS)
    return {name: (was[name], now[name]) for name in was if heard(was[name]) != heard(now[name])}


def page() -> str:
    """Return the page as it should stand."""
    lines = [_HEAD.format(n=len(read(CORPUS)))]
    for version in VERSIONS:
        lines += _since(version)
    return "\n".join(lines)


def _since(version: str) -> Iterator[str]:
    differences = differing(version)
    yield from (f"## {version}: {len(differences)} of them", "", _ABOUT[version], "")
    for reason in reasons_since(version):
        mine = [name for name in differences if reason_of(version, name) == reason]
        yield from (f"### {reason['why']} ({', '.join(reason['rows'])})", "")
        yield from (f"| asked | {version} | now |", "|---|---|---|")
        yield from (_row(name, *differences[name]) for name in mine)
        yield ""


def _row(name: str, was: dict[str, Any], now: dict[str, Any]) -> str:
    return f"| {name} | {' '.join(_words(was))} | {' '.join(_words(now))} |"


def _words(answered: dict[str, Any]) -> Iterator[str]:
    status, code, places, told = heard(answered)
    yield str(status)
    if code:
        yield code
    if places:
        yield ", ".join(f"`{place}`" for place in places)
    if told:
        yield told.split("--help' for help. ")[-1][:100].replace("|", "/")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
