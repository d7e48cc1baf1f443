"""Nobody keeps time for days: no deadline moves by it, no level is lost (DOMAIN 17.6)."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal.clocks import Clock, find
from casework.appeal.folding import fold
from casework.appeal.words import ClockName
from casework.facts import Recorded
from casework.store.mapper import FactMapper
from tests import examples as x
from tests.automation.conftest import Played

MAPPER = FactMapper()
MONDAY = x.china(9, 28, 9)  # the 1st to 7th of October are off; Saturday the 10th is worked


def life(played: Played, appeal_no: str) -> list[Recorded]:
    rows = played.city.query(
        "SELECT originator_version, notification_id, topic, state FROM {city}.events"
        " WHERE originator_id = %s ORDER BY originator_version",
        appeal_no,
    )
    return [
        MAPPER.decode(appeal_no, v, p, topic, bytes(state))  # type: ignore[arg-type, call-overload]
        for v, p, topic, state in rows
    ]


def clock(played: Played, appeal_no: str, name: ClockName) -> Clock:
    """A clock of it, from the log."""
    appeal = fold(life(played, appeal_no))
    found = find(appeal.clocks, name) if appeal else None
    assert found
    return found


def told(played: Played, appeal_no: str, kind: type) -> list[tuple[datetime, datetime]]:
    """When such facts happened, and when they were recorded."""
    return [
        (r.envelope.happened_at, r.envelope.recorded_at)
        for r in life(played, appeal_no)
        if isinstance(r.fact, kind)
    ]


def handled_at_nine(played: Played, now: datetime = MONDAY) -> str:
    played.now = now
    appeal_no = played.collect()
    played.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), x.operator())
    played.do(c.AcknowledgeOrder(appeal_no=appeal_no), x.unit())
    contact = c.RecordContact(appeal_no=appeal_no, channel="phone", connected=True)
    played.do(contact, x.unit())
    return appeal_no


def suspended(played: Played, until: datetime) -> str:
    """Halted after one hour of the first day, until a date."""
    appeal_no = handled_at_nine(played)
    played.pass_by(hours=1)
    asked = c.RequestSuspension(appeal_no=appeal_no, until=until, reason="等待备件")
    played.do(asked, x.unit_head())
    accept = c.DecideSuspension(appeal_no=appeal_no, decision="accept", reason="属实")
    played.do(accept, x.duty_leader())
    played.do(accept, x.supervisor())
    return appeal_no


UNTIL = x.china(10, 8, 10)  # of Monday's order are left: two hours, four, and four days


def due_of(played: Played, appeal_no: str) -> datetime:
    return clock(played, appeal_no, "handling").due


@pytest.mark.finding("A13")
def test_a_suspension_ends_on_its_date_whenever_the_timekeeper_comes_by(played: Played):
    at_once, later = suspended(played, UNTIL), suspended(played, UNTIL)
    played.now = UNTIL
    played.keep()
    on_time = due_of(played, at_once)
    assert due_of(played, later) == on_time == x.china(10, 14)


@pytest.mark.finding("A13")
def test_after_an_outage_it_has_still_ended_on_its_date(played: Played):
    appeal_no = suspended(played, UNTIL)
    played.now = x.china(10, 12, 9)
    played.keep()
    assert due_of(played, appeal_no) == x.china(10, 14)
    assert told(played, appeal_no, e.AppealResumed) == [(UNTIL, x.china(10, 12, 9))]
    halted, on = clock(played, appeal_no, "handling").segments[-2:]
    assert (halted.running, halted.until, on.running, on.since) == (False, UNTIL, True, UNTIL)


@pytest.mark.finding("A13")
def test_resumed_by_hand_after_its_date_it_counts_from_the_date(played: Played):
    appeal_no = suspended(played, UNTIL)
    played.now = x.china(10, 12, 9)
    played.do(c.ResumeAppeal(appeal_no=appeal_no), x.operator())
    assert due_of(played, appeal_no) == x.china(10, 14)
    assert clock(played, appeal_no, "handling").segments[-1].since == UNTIL
    assert clock(played, appeal_no, "suspension").stopped_at == UNTIL
    [(happened, _)] = told(played, appeal_no, e.AppealResumed)
    assert happened == played.now  # a person's act is no back-dated record


@pytest.mark.finding("A13")
def test_who_acts_after_the_date_acts_on_what_is_being_handled_again(played: Played):
    """The timekeeper is away, so nobody has told that it is over: the first act does."""
    appeal_no = suspended(played, UNTIL)
    played.now = x.china(10, 9, 9)
    played.do(replace(x.handle(), appeal_no=appeal_no), x.unit())
    assert played.facts(appeal_no)[-2:] == ["appeal.resumed", "appeal.handled"]
    resumed = life(played, appeal_no)[-2]
    assert (resumed.envelope.actor.user, resumed.envelope.happened_at) == ("timekeeper", UNTIL)
    played.keep()
    assert played.facts(appeal_no).count("appeal.resumed") == 1


def test_before_its_date_it_stands(played: Played):
    appeal_no = suspended(played, UNTIL)
    played.now = UNTIL - timedelta(seconds=1)
    played.keep()
    assert "appeal.resumed" not in played.facts(appeal_no)


@pytest.mark.finding("A13")
def test_levels_are_told_in_order_with_the_instants_at_which_each_was_due(played: Played):
    """Over National Day and two weeks more nobody keeps time."""
    away, kept = handled_at_nine(played), handled_at_nine(played)
    due = due_of(played, kept)
    assert due == x.china(10, 10)
    played.now = x.china(11, 2, 9)
    played.keep()
    levels = [at for at, _ in told(played, away, e.ClockOverdue)]
    assert levels == sorted(levels)
    assert levels[0] == due
    assert played.overdue(away) == [
        ("handling", 1, "unit_head"),
        ("handling", 2, "duty_leader"),
        ("handling", 3, "supervisor"),
    ]
    assert due_of(played, away) == due


@pytest.mark.finding("A13")
def test_told_late_they_are_what_would_have_been_told_at_once(played: Played):
    appeal_no = handled_at_nine(played)
    lived: list[datetime] = []
    while len(lived) < 3:  # a timekeeper that never sleeps
        played.now = min(
            at for at in (clock(played, appeal_no, "handling").rings_at, x.china(12, 31)) if at
        )
        played.keep()
        lived = [at for at, _ in told(played, appeal_no, e.ClockOverdue)]
    other = handled_at_nine(played)
    played.now = x.china(11, 20, 9)
    played.keep()
    assert [at for at, _ in told(played, other, e.ClockOverdue)] == lived


@pytest.mark.finding("A13")
def test_a_window_ends_when_it_ended(played: Played):
    played.now = MONDAY
    asked = played.collect()
    played.do(c.RequestMoreInfo(appeal_no=asked, questions="哪一栋？"), x.operator())
    closed = played.collect()
    played.do(c.WithdrawAppeal(appeal_no=closed, reason="已解决"), x.operator())
    played.now = x.china(12, 31, 9) + timedelta(days=30)
    played.keep()
    third_day = x.china(10, 8)  # 29 and 30 September, then the 8th of October
    [(ended, _)] = told(played, asked, e.AppealNotAccepted)
    assert ended == third_day
    window = clock(played, asked, "reopening")
    assert (window.started_at, window.due) == (third_day, third_day + timedelta(days=90))
    [(archived, recorded)] = told(played, closed, e.AppealArchived)
    assert (archived, recorded) == (MONDAY + timedelta(days=90), played.now)
