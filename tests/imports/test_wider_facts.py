"""Waiting, redispatch, reopening and overdue, as rules of a mapping tell them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from casework.appeal.clocks import ringing
from casework.appeal.events import (
    AppealDispatched,
    AppealHandled,
    AppealReassigned,
    AppealReopened,
    ClockOverdue,
    OrderAcknowledged,
)
from casework.appeal.folding import fold
from casework.facts import Actor, Envelope, Fact, Recorded
from tests.imports.telling import HEAD, facts, history

DISPATCHED = """
[[facts]]
fact = "dispatched"
row = "first"
unit = "{unit}"
unit_name = "Office {unit}"
deadline = "{due}"
"""
OVERDUE = """
[[facts]]
fact = "overdue"
row = "each"
when = { column = "at", after = "due" }
"""
REOPENED = """
[[facts]]
fact = "reopened"
when = { column = "state", becomes = "again" }
reason = "it leaks"
"""
HEADER = "no,at,what,unit,due,state\n"
DUE = datetime(2020, 1, 4, 16, tzinfo=UTC)


def overdue(due: datetime = DUE) -> Fact:
    return ClockOverdue(clock="handling", due=due, level=1, to="unit_head")


def test_a_redispatch_names_both_units_and_keeps_the_deadline(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "reassigned"
    row = "each"
    unit = "{unit}"
    unit_name = "Office {unit}"
    reason = "{state}"
    """
    table = HEADER + "1,2020-01-01,x,A,2020-01-05,\n1,2020-01-02,x,B,,not ours\n"
    _, reassigned = facts(tmp_path, DISPATCHED + rules, table)
    assert reassigned == AppealReassigned(
        from_unit="A",
        from_unit_name="Office A",
        to_unit="B",
        to_unit_name="Office B",
        reason="not ours",
        deadline=DUE,
    )


def test_an_order_is_acknowledged_again_where_it_was_put_into_a_queue(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "reassigned"
    row = "each"
    unit = "{unit}"
    to_acknowledge = { column = "state", is = "queued" }
    [[facts]]
    fact = "acknowledged"
    when = { column = "state", is = "accepted" }
    """
    rows = [("A", "accepted"), ("A", "accepted"), ("B", "accepted"), ("C", "queued")]
    table = "".join(f"1,2020-01-01,x,{u},,{s}\n" for u, s in (*rows, ("C", "accepted")))
    told = facts(tmp_path, DISPATCHED + rules, HEADER + table)
    assert [f.unit for f in told if isinstance(f, OrderAcknowledged)] == ["A", "C"]
    assert [f.to_acknowledge for f in told if isinstance(f, AppealReassigned)] == [False, True]


def test_overdue_is_told_once_a_round(tmp_path: Path) -> None:
    days = ((4, ""), (6, ""), (7, ""), (8, "again"), (9, "again"))
    table = "".join(f"1,2020-01-0{d},x,A,2020-01-05,{s}\n" for d, s in days)
    told = facts(tmp_path, DISPATCHED + REOPENED + OVERDUE, HEADER + table)
    reopened = AppealReopened(round=2, reason="it leaks", unit="A")
    by_the_row = overdue(due=DUE + timedelta(days=3))  # the first limit is none of the new round
    assert told[1:] == [overdue(), reopened, by_the_row]


def test_an_overdue_without_a_deadline_is_due_by_the_row_that_says_so(tmp_path: Path) -> None:
    rule = '[[facts]]\nfact = "overdue"\nwhen = { column = "state", becomes = "late" }\n'
    table = HEADER + "1,2020-01-01,x,A,,\n1,2020-01-02T08:00,x,A,,late\n"
    assert facts(tmp_path, rule, table) == [overdue(datetime(2020, 1, 2, tzinfo=UTC))]
    table = HEADER + "1,2020-01-02T08:00,x,A,2020-01-05,late\n"
    assert facts(tmp_path, rule + 'due = "{due}"\n', table) == [overdue()]


def test_what_was_overdue_is_handled_late(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "overdue"
    when = { column = "state", becomes = "late" }
    [[facts]]
    fact = "handled"
    when = { column = "state", becomes = ["done", "late"] }
    outcome = "solved"
    reply = "done"
    """
    for state, late in (("late", True), ("done", False)):
        *_, handled = facts(tmp_path, rules, HEADER + f"1,2020-01-01,x,A,,{state}\n")
        assert isinstance(handled, AppealHandled)
        assert handled.late is late


def test_a_time_is_after_only_what_is_known_and_earlier(tmp_path: Path) -> None:
    for due, after in (("2020-01-05", True), ("2020-01-06", False), ("", False)):
        told = facts(tmp_path, OVERDUE, HEADER + f"1,2020-01-06,x,A,{due},\n")
        assert bool(told) is after


def test_times_are_compared_as_instants(tmp_path: Path) -> None:
    table = HEADER + "1,2020-01-05T09:00+08:00,x,A,2020-01-05T03:00+01:00,\n"
    assert facts(tmp_path, OVERDUE, table) == []


def test_a_limit_that_is_no_time_refuses_its_row_alone(tmp_path: Path) -> None:
    table = HEADER + "1,2020-01-01,x,A,,\n1,2020-01-02,x,A,soon,\n"
    told, [refused] = history(tmp_path, HEAD + OVERDUE, table)
    assert (refused.row, refused.reason) == (2, "'soon' is no time like iso")
    assert len(told["1"]) == 1


def test_a_foreign_deadline_is_a_clock_that_never_rings(tmp_path: Path) -> None:
    table = HEADER + "1,2020-01-01,x,A,2020-01-05,\n1,2020-01-06,x,A,2020-01-05,\n"
    told, _ = history(tmp_path, HEAD + DISPATCHED, table)
    actor, now = Actor("import", "importer"), datetime(2026, 1, 1, tzinfo=UTC)
    appeal = fold(
        Recorded(d.stream, n, n, d.fact, Envelope(now, actor, "1", d.occurred_at, source=d.source))
        for n, d in enumerate(told["1"], 1)
    )
    assert appeal is not None
    assert isinstance(told["1"][1].fact, AppealDispatched)
    assert [(clock.rule, clock.due) for clock in appeal.clocks] == [("imported", DUE)]
    assert appeal.is_overdue(now)
    assert ringing(appeal.clocks) is None
