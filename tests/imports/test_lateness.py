"""What a source says of lateness is lateness: in the list, in the export, in every figure."""

from pathlib import Path

import pytest

from casework.facts import Actor, Envelope, Recorded
from casework.policy.periods import Period
from projections.tracking.fold import fold
from projections.tracking.lights import is_overdue, was_late
from projections.tracking.rows import TrackingRow
from tests import examples as x
from tests.audit.both import audited, compared
from tests.audit.policies import written
from tests.conftest import City
from tests.imports.telling import NOW, history

MAPPING = """
system = "bugs"
[time]
zone = "Asia/Shanghai"
formats = ["iso"]
[case]
id = "{Nr}"
time = "{Time}"
[[facts]]
fact = "collected"
channel = "phone"
type = "help"
title = "{Title}"
category = "0101"
[[facts]]
fact = "dispatched"
row = "first"
unit = "{Team}"
DEADLINE
[[facts]]
fact = "reassigned"
row = "each"
unit = "{Team}"
LATE
[[facts]]
fact = "handled"
when = { column = "State", is = "done" }
outcome = "solved"
reply = "done"
IS_LATE
[[facts]]
fact = "closed"
when = { column = "State", is = "closed" }
IS_LATE
[[facts]]
fact = "reopened"
when = { column = "State", is = "again" }
reason = "again"
[[facts]]
fact = "progress"
row = "each"
otherwise = true
text = "State: {State}"
"""
BY_DUE = MAPPING.replace("DEADLINE", 'deadline = "{Due}"').replace("IS_LATE", "")
BY_DUE = BY_DUE.replace("LATE\n", "")
BY_WORD = MAPPING.replace("DEADLINE", "").replace("IS_LATE", 'late = {column="Late", is="yes"}')
BY_WORD = BY_WORD.replace(
    "LATE\n", '[[facts]]\nfact = "overdue"\nwhen = { column = "Late", becomes = "yes" }\n'
)
BY_WORD_AT_THE_END = BY_WORD.replace('fact = "overdue"', 'fact = "note"\ntext = "late"')


EVER = Period("ever", x.BEFORE, x.NOW.replace(year=2099))


@pytest.fixture(scope="module")
def told(new_city) -> City:
    return new_city()


def imported(folder: Path, mapping: str, *rows: str) -> list[Recorded]:
    """The facts of a table, as its import stores them."""
    told, _ = history(folder, mapping, "Nr,Time,State,Team,Title,Due,Late\n" + "\n".join(rows))
    found: list[Recorded] = []
    for no, decided in told.items():
        for version, each in enumerate(decided, 1):
            envelope = Envelope(
                recorded_at=NOW,
                actor=Actor("importer", "importer"),
                command_id="c",
                occurred_at=each.occurred_at,
                source=each.source,
            )
            found.append(Recorded(no, version, len(found) + 1, each.fact, envelope))
    return found


def row_of(facts: list[Recorded]) -> TrackingRow:
    row: TrackingRow | None = None
    for each in facts:
        row = fold(row, each)
    assert row is not None
    return row


def figure(told: City, facts: list[Recorded], unit: str, name: str) -> tuple[object, int]:
    """By the audit, where the view says the same of everything."""
    assert compared(told, facts, x.NOW) == []
    policy = written("dengta")
    tally = audited(facts, x.NOW).count(policy, EVER, "unit")
    found = tally.get(unit, {}).get(name)
    return (found.part, found.whole) if found else (0, 0)


REOPENED = [
    "A1,2022-01-01T08:00:00+08:00,open,TEAM-A,lamp,2022-01-10T08:00:00+08:00,",
    "A1,2022-01-05T08:00:00+08:00,done,TEAM-A,lamp,2022-01-10T08:00:00+08:00,",
    "A1,2022-01-06T08:00:00+08:00,closed,TEAM-A,lamp,2022-01-10T08:00:00+08:00,",
    "A1,2022-01-15T08:00:00+08:00,again,TEAM-A,lamp,2022-01-10T08:00:00+08:00,",
    "A1,2022-01-20T08:00:00+08:00,done,TEAM-A,lamp,2022-01-10T08:00:00+08:00,",
    "A1,2022-01-21T08:00:00+08:00,closed,TEAM-A,lamp,2022-01-10T08:00:00+08:00,",
]


@pytest.mark.finding("B1")
def test_a_reopened_case_has_no_limit_of_the_round_before(told: City, tmp_path: Path):
    facts = imported(tmp_path, BY_DUE, *REOPENED)
    assert figure(told, facts, "TEAM-A", "handled_in_time") == (1, 1)
    assert figure(told, facts, "TEAM-A", "handled") == (2, 2)
    row = row_of(facts)
    assert (row.closing_kind, row.late, row.deadline) == ("normal", False, None)
    assert not was_late(row, x.NOW)


@pytest.mark.finding("B1")
def test_a_case_reopened_before_its_deadline_is_not_late_when_that_passes(told: City, tmp_path):
    before = [row.replace("2022-01-10", "2022-01-18") for row in REOPENED[:4]]
    facts = imported(tmp_path, BY_DUE, *before)
    assert figure(told, facts, "TEAM-A", "overdue") == (0, 1)
    assert not is_overdue(row_of(facts), x.NOW)


@pytest.mark.finding("B1")
def test_lateness_of_the_cycle_before_stays_there(told: City, tmp_path: Path):
    late = [row.replace("2022-01-10", "2022-01-04") for row in REOPENED]
    facts = imported(tmp_path, BY_DUE, *late)
    assert figure(told, facts, "TEAM-A", "handled_in_time") == (0, 1)
    kinds = [each.fact.kind for each in facts if each.fact.TOPIC == "appeal.closed"]
    assert kinds == ["normal_late", "normal"]
    assert not row_of(facts).late


@pytest.mark.finding("B2")
@pytest.mark.parametrize("again", [(), ("B1,2022-02-05T08:00:00+08:00,done,TEAM-B,lamp,,",)])
def test_who_handled_a_case_is_counted_though_it_is_handed_over_after_its_end(
    told: City, tmp_path: Path, again
):
    facts = imported(
        tmp_path,
        BY_DUE,
        "B1,2022-02-01T08:00:00+08:00,open,TEAM-A,lamp,,",
        "B1,2022-02-02T08:00:00+08:00,done,TEAM-A,lamp,,",
        "B1,2022-02-03T08:00:00+08:00,closed,TEAM-A,lamp,,",
        "B1,2022-02-04T08:00:00+08:00,note,TEAM-B,lamp,,",
        *again,
    )
    assert figure(told, facts, "TEAM-A", "handled") == (1, 1)
    assert figure(told, facts, "TEAM-A", "received") == (1, 1)
    assert figure(told, facts, "TEAM-B", "received") == (0, 0)


LATE = [
    "C1,2022-03-01T08:00:00+08:00,open,TEAM-A,lamp,,no",
    "C1,2022-03-05T08:00:00+08:00,open,TEAM-A,lamp,,yes",
    "C1,2022-03-06T08:00:00+08:00,done,TEAM-A,lamp,,yes",
    "C1,2022-03-07T08:00:00+08:00,closed,TEAM-A,lamp,,yes",
]


@pytest.mark.finding("B3")
@pytest.mark.parametrize("mapping", [BY_WORD, BY_WORD_AT_THE_END])
@pytest.mark.parametrize("rows", [3, 4])
def test_late_without_a_due_date_is_late_everywhere(told: City, tmp_path, mapping, rows):
    facts = imported(tmp_path, mapping, *LATE[:rows])
    assert figure(told, facts, "TEAM-A", "handled_in_time") == (0, 1)
    row = row_of(facts)
    assert row.late and was_late(row, x.NOW)
    assert row.closing_kind == ("normal_late" if rows == 4 else None)


@pytest.mark.finding("B3")
def test_open_and_told_late_is_overdue(told: City, tmp_path: Path):
    facts = imported(tmp_path, BY_WORD, *LATE[:2])
    assert figure(told, facts, "TEAM-A", "overdue") == (1, 1)
    assert figure(told, facts, "TEAM-A", "handled_in_time") == (0, 1)
    assert row_of(facts).late


@pytest.mark.finding("B3")
def test_where_a_source_tells_lateness_who_is_not_late_is_in_time(told: City, tmp_path: Path):
    in_time = [row.replace("yes", "no") for row in LATE]
    facts = imported(tmp_path, BY_WORD, *in_time)
    assert figure(told, facts, "TEAM-A", "handled_in_time") == (1, 1)
    assert not row_of(facts).late


@pytest.mark.finding("B3")
def test_where_a_source_says_nothing_of_limits_nobody_is_judged(told: City, tmp_path: Path):
    facts = imported(tmp_path, BY_DUE, *LATE)
    assert figure(told, facts, "TEAM-A", "handled_in_time") == (0, 0)
