"""One city for the whole matrix: an appeal of every level in every state, and who might read it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.cli.accounts import open_account
from casework.application import Casework
from casework.directory.commands import RegisterEntries
from casework.directory.events import AreaRegistered
from tests.api.conftest import Site, opened
from tests.conftest import ADMIN

MATRIX: dict[str, Any] = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text("utf-8"))
LEVELS = ("open", "confidential", "threat")
STATES: list[str] = MATRIX["states"]
WHO: dict[str, dict[str, Any]] = MATRIX["who"]
MORE: dict[str, tuple[tuple[str, ...], str | None, str | None]] = {
    "taker": (("collector",), None, None),
    "gr1": (("department",), "U-GR1", None),
    "jd": (("department",), "U-JD", None),
    "cg": (("department",), "U-CG", None),
    "cg-head": (("unit_head",), "U-CG", None),
    "cg-overseer": (("supervisor",), "U-CG", None),
    "sq": (("department",), "U-SQ", None),
    "grid": (("grid_worker",), None, "211081001001"),
    "grid-elsewhere": (("grid_worker",), None, "211081002"),
}
ELSEWHERE = ("area/211081002", AreaRegistered(name="他处", level="street", parent="211081"))
_HANDLED = {
    "outcome": "solved",
    "facts_true": "yes",
    "measures": "上门排气。",
    "public_reply": "您好，室温已恢复。",
}
_CALLED = {
    "channel": "phone",
    "connected": True,
    "contacted": True,
    "solved": "yes",
    "satisfied": "very",
}
_PARTS: list[tuple[str, str, Any]] = [
    (
        "operator",
        "dispatch",
        {
            "lead_unit": "U-GR",
            "co_handlers": [{"unit": "U-GA", "task": "到场"}],
            "copied_to": ["U-JD"],
        },
    ),
    ("supervisor", "supervise", {"level": "routine", "demand": "限期办结", "units": ["U-CG"]}),
    ("gr", "acknowledge", None),
    ("gr", "assign-within-unit", {"to_unit": "U-GR1"}),
]
_AFTER: dict[str, list[tuple[str, str, Any]]] = {
    "handling": [],
    "disputed": [("duty", "open-arbitration", {"reason": "职责不清"})],
    "fed_back": [
        ("ga", "report", {"result": "已到场"}),
        ("gr", "handle", _HANDLED),
        ("gr", "feed-back", {"channel": "phone", "delivered": True}),
    ],
}
_AFTER["closed"] = [
    *_AFTER["fed_back"],
    ("callback", "record-callback", _CALLED),
    ("supervisor", "close-supervision", {"supervision": 1, "result": "已整改"}),
    ("duty", "close", {"kind": "normal"}),
]


class World(NamedTuple):
    """The service, the appeal of each level and state, and those in which U-CG is accused."""

    site: Site
    appeals: dict[tuple[str, str], str]
    against: dict[tuple[str, str], str]


@pytest.fixture(scope="package")
def world(new_city) -> Iterator[World]:
    with opened(new_city, _furnish) as site:
        cells = [(level, state) for level in LEVELS for state in STATES]
        appeals = {cell: _lived(site, *cell) for cell in cells}
        against = {
            (level, state): _lived(
                site,
                level,
                state,
                type="complaint",
                complained_against_unit="U-CG",
                complained_against="执法队",
            )
            for level, state in cells
        }
        site.get("operator", "/v1/tracking", after=site.position())
        last = next(reversed(against.values()))
        site.get("operator", f"/v1/tracking/{last}/timeline", after=site.position())
        yield World(site, appeals, against)


def _furnish(casework: Casework) -> dict[str, str]:
    casework.do(RegisterEntries(entries=(ELSEWHERE,)), ADMIN)
    return {
        name: open_account(casework, name, posts, unit, area=area)
        for name, (posts, unit, area) in MORE.items()
    }


def _lived(site: Site, level: str, state: str, **more: Any) -> str:
    """An appeal of that level, brought to that state."""
    secret = level == "confidential"
    answer = site.collect("taker", confidential=secret, title=f"特别的{level}", **more)
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["appeal_no"]
    steps = [] if state == "collected" else [*_PARTS, *_AFTER[state]]
    if "complained_against_unit" in more:
        steps = [step for step in steps if "supervis" not in step[1]]
    if level == "threat":
        steps = [("operator", "mark-sensitive", {"kind": "threat", "reason": "扬言跳楼"}), *steps]
    for who, verb, body in steps:
        done = site.verb(who, number, verb, body)
        assert done.status_code == 200, (verb, done.json()["code"], done.json()["detail"])
    return number
