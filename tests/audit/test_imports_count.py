"""Late cases, reassignments and reopenings of the real files: as the view has them, and as the csv
module counts them."""

from collections.abc import Callable

import pytest

from tests.audit.conftest import Make
from tests.audit.drawing import Log
from tests.imports import counting

Ask = Callable[[str, str], object]
KEYS = {"permits": "case:concept:name", "incidents": "number", "problems": "case:concept:name"}
UNKNOWN = {"permits": "EMPTY", "incidents": "?", "problems": ""}
GROUPS = {"permits": "org:group", "incidents": "assignment_group", "problems": "org:group"}

# Whoever had it after the first of a cycle. A group that has it a second time in the same round has
# the same order again, so who led is read from the centre's own rows.
HANDS = "sum(cardinality(leads) - 1) FILTER (WHERE kind = 'centre' AND cardinality(leads) > 0)"


@pytest.fixture
def ask(imported_log: Make) -> Ask:
    """One figure over the rows of the view."""

    def ask(name: str, what: str) -> object:
        city = projected(imported_log(name)).city
        return city.query(f"SELECT {what} FROM {{city}}_accountability.accountability")[0][0]

    return ask


def projected(log: Log) -> Log:
    log.city.project()
    return log


def records(name: str) -> dict[str, list[counting.Record]]:
    return counting.cases(name, KEYS[name])


def test_permits_that_ended_late_are_late(ask: Ask):
    first = [of[0] for of in records("permits").values()]
    late = sum(counting.late(r, "case:enddate", "case:deadline") for r in first)
    assert late > 0
    assert late == ask(
        "permits",
        "count(*) FILTER (WHERE kind = 'lead' AND kept AND latest"
        " AND coalesce(handled_at, closed_at) > due)",
    )


def test_incidents_that_missed_their_limit_are_closed_late(ask: Ask):
    missed = sum(of[-1]["made_sla"] == "false" for of in records("incidents").values())
    late = "count(*) FILTER (WHERE kind = 'centre' AND closing_kind = 'normal_late')"
    assert missed == ask("incidents", late)


def test_problems_know_of_no_limit(ask: Ask):
    assert ask("problems", "count(due)") == 0


@pytest.mark.parametrize("name", KEYS)
def test_cases_change_hands_as_often_as_their_group_changes(ask: Ask, name: str):
    changes = counting.changes(records(name), GROUPS[name], UNKNOWN[name])
    assert changes > 0
    assert changes == ask(name, HANDS)


def test_incidents_are_reopened_as_often_as_their_count_rises(ask: Ask):
    steps = counting.steps(records("incidents"))
    rises = sum(int(b["reopen_count"]) > int(a["reopen_count"]) for a, b in steps)
    assert rises == ask("incidents", "count(*) FILTER (WHERE kind = 'centre' AND cycle > 0)")


def test_problems_are_reopened_when_work_follows_completion(ask: Ask):
    again = sum(
        a["concept:name"] == "Completed" and b["concept:name"] in ("Accepted", "Queued")
        for a, b in counting.steps(records("problems"))
    )
    assert again > 0
    assert again == ask("problems", "count(*) FILTER (WHERE kind = 'centre' AND cycle > 0)")


def test_permits_are_never_reopened(ask: Ask):
    assert ask("permits", "count(*) FILTER (WHERE kind = 'centre' AND cycle > 0)") == 0
