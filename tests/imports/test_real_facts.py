"""Facts of each kind in the real files: as many as the files say, counted without the importer."""

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests.imports import counting
from tests.imports.conftest import FILES, Everything

PERMIT, PROBLEM, INCIDENT, REQUEST = (
    "case:concept:name",
    "case:concept:name",
    "number",
    "case_enquiry_id",
)
BOSTON = ZoneInfo("America/New_York")


@pytest.mark.parametrize("name", FILES)
def test_an_import_says_how_many_facts_of_each_kind_it_stored(
    everything: Everything, name: str
) -> None:
    imported, stored = everything.imported[name], everything.topics(name.replace("-", "_"))
    assert imported.facts == stored
    assert sum(stored.values()) == imported.events
    assert stored["appeal.collected"] == imported.cases


def test_incidents_are_overdue_when_they_begin_to_miss_their_limit(everything: Everything) -> None:
    cases = counting.cases("incidents", INCIDENT)
    missed = counting.turns(cases, lambda r: r["made_sla"] == "false")
    assert missed > 0
    assert missed == everything.facts("incidents", "clock.overdue")


def test_incidents_are_reopened_into_a_new_round_each_time(everything: Everything) -> None:
    cases = counting.cases("incidents", INCIDENT)
    rises = [
        (case, n)
        for case, records in cases.items()
        for n in range(2, 2 + int(records[-1]["reopen_count"]) - int(records[0]["reopen_count"]))
    ]
    assert rises
    assert sorted(rises) == sorted(everything.said("incidents", "appeal.reopened", "round"))


def test_incidents_go_from_the_group_that_had_them_to_the_next(everything: Everything) -> None:
    handed = []
    for case, records in counting.cases("incidents", INCIDENT).items():
        groups = [r["assignment_group"] for r in records if r["assignment_group"] != "?"]
        handed += [(case, before) for before, then in pairwise(groups) if before != then]
    for field in ("from_unit", "from_unit_name"):
        said = everything.said("incidents", "appeal.reassigned", field)
        assert sorted(handed) == sorted(said)


def test_permits_are_overdue_since_their_deadline(everything: Everything) -> None:
    """Those that ended after it, and those still open with something done after it."""
    overdue = []
    for case, records in counting.cases("permits", PERMIT).items():
        deadline, end = records[0]["case:deadline"], records[0]["case:enddate"]
        times = [end] if end else [r["time:timestamp"] for r in records]
        if any(datetime.fromisoformat(t) > datetime.fromisoformat(deadline) for t in times):
            overdue.append((case, datetime.fromisoformat(deadline).astimezone(UTC)))
    assert len(overdue) > 377
    assert sorted(overdue) == sorted(everything.moments("permits", "clock.overdue"))


def test_requests_are_overdue_since_their_target(everything: Everything) -> None:
    overdue = [
        (case, datetime.fromisoformat(record["target_dt"]).replace(tzinfo=BOSTON))
        for case, [record] in counting.cases("boston311", REQUEST).items()
        if record["ontime"] == "OVERDUE"
    ]
    assert overdue
    assert sorted(overdue) == sorted(everything.moments("boston311", "clock.overdue"))


def test_files_that_tell_no_limit_make_nothing_overdue(everything: Everything) -> None:
    for system in ("problems", "taidi_replied", "taidi_labelled", "taidi_repeats"):
        assert everything.facts(system, "clock.overdue") == 0


def test_problems_stop_waiting_when_their_state_does(everything: Everything) -> None:
    steps = counting.steps(counting.cases("problems", PROBLEM))
    ends = sum(
        a["lifecycle:transition"].startswith("Wait")
        and not b["lifecycle:transition"].startswith("Wait")
        for a, b in steps
    )
    assert ends > 0
    assert ends == everything.facts("problems", "appeal.resumed")


def test_problems_are_accepted_anew_where_they_were_queued_with_another_group(
    everything: Everything,
) -> None:
    cases = counting.cases("problems", PROBLEM)
    queued = sum(
        a["org:group"] != b["org:group"] and b["concept:name"] == "Queued"
        for a, b in counting.steps(cases)
    )
    to_acknowledge = everything.said("problems", "appeal.reassigned", "to_acknowledge")
    assert queued == sum(wanted is True for _, wanted in to_acknowledge) > 0
    accepted = sum(counting.accepted(records) for records in cases.values())
    assert accepted == everything.facts("problems", "order.acknowledged")


def test_no_clock_of_an_imported_case_rings(everything: Everything) -> None:
    deadlines = everything.city.query(
        "SELECT count(*) FROM {city}_tracking.tracking WHERE deadline IS NOT NULL"
    )
    assert deadlines != [(0,)]
    assert everything.city.query("SELECT appeal_no FROM {city}_due.due") == []
