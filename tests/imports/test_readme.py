"""The README of the imports is true: its example works, its tables are whole."""

import re
from pathlib import Path

import api.files.imports
from api.files.imports import shipped
from api.files.imports.language.conditions import ColumnCondition
from api.files.imports.language.fields import SHAPES
from casework.appeal.events import (
    AppealDispatched,
    AppealHandled,
    CallbackRecorded,
    ClockOverdue,
)
from tests.imports.telling import history

README = Path(api.files.imports.__file__).with_name("README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(f"```{language}\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_the_example_does_what_is_said_of_it(tmp_path: Path) -> None:
    told, remarks = history(tmp_path, block("toml"), block("csv"))
    assert remarks == []
    facts = [decided.fact for decided in told["R-7"]]
    assert [fact.TOPIC for fact in facts] == [
        "appeal.collected",
        "appeal.dispatched",
        "progress.recorded",
        "appeal.suspended",
        "appeal.resumed",
        "clock.overdue",
        "appeal.handled",
        "callback.recorded",
    ]
    dispatched, overdue, handled, callback = facts[1], facts[5], facts[6], facts[7]
    assert isinstance(dispatched, AppealDispatched)
    assert isinstance(overdue, ClockOverdue)
    assert isinstance(handled, AppealHandled)
    assert isinstance(callback, CallbackRecorded)
    assert (dispatched.lead_unit, handled.late, callback.satisfied) == ("lifts", True, "very")
    assert overdue.due == dispatched.deadline


def test_every_fact_and_field_is_in_the_table() -> None:
    for fact, shape in SHAPES.items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{fact}` "))
        said = re.findall(r"(\*\*)?`(\w+)`(?:\*\*)?", row.split("|")[2])
        assert {name for _, name in said} == set(shape.fields)
        assert {name for bold, name in said if bold} == set(shape.needs)


def test_every_condition_is_in_the_table() -> None:
    for name in ColumnCondition.__struct_encode_fields__[1:]:
        assert f"| `{name} = " in README


def test_every_shipped_mapping_is_in_the_table() -> None:
    assert all(f"`{name}`" in README for name in shipped())
