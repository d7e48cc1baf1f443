from datetime import date

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.policy.calendar_seed import office
from tests import examples as x

LATE_DECEMBER = x.china(12, 28, 9)  # a Monday: five working days end after new year
PROVISIONAL = x.china(1, 4, year=2027)
SETTLED = x.china(1, 5, year=2027)
NEW_YEAR = (date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3))
PUBLISHED = x.moved(office(), closed=(*office().closed, *NEW_YEAR), last_year=2027)
KNOWN = x.knowing(("calendar/work", PUBLISHED))


def settle(reason="年度工作日历已公布"):
    return x.ask(c.SettleDeadline, reason=reason)


def dispatched():
    return x.given(x.collected()).when(x.dispatch(), at=LATE_DECEMBER).lived()


def when_published(life, command=None, by=None, at=None):
    asked = command or settle()
    return life.when(asked, by=by or x.timekeeper(), at=at or x.china(12, 29), known=KNOWN)


def test_past_the_last_published_year_a_deadline_is_provisional():  # DOMAIN 16
    clock = find(dispatched().appeal().clocks, "handling")
    assert (clock.due, clock.provisional) == (PROVISIONAL, True)


def test_it_is_counted_again_when_the_calendar_comes():
    when = when_published(dispatched())
    (move,) = when.then(e.DeadlineRecalculated).moves
    assert (move.clock, move.before, move.due) == ("handling", PROVISIONAL, SETTLED)
    assert (move.calendar, move.provisional) == ("work/2", False)
    assert when.after().deadline == SETTLED


def test_its_reminder_moves_along_and_is_given_for_the_new_deadline():
    life = dispatched()
    before = find(life.appeal().clocks, "handling")
    told = life.when(
        x.ask(c.RemindOfClock, clock="handling"), by=x.timekeeper(), at=before.remind_at
    ).lived()
    after = find(when_published(told, at=before.remind_at).after().clocks, "handling")
    assert (after.reminded, before.remind_at < after.remind_at < SETTLED) == (False, True)


def test_where_the_days_stay_the_same_the_deadline_does_and_is_sure_now():
    same = x.knowing(("calendar/work", x.moved(office(), last_year=2027)))
    when = dispatched().when(settle(), by=x.timekeeper(), at=x.china(12, 29), known=same)
    clock = find(when.after().clocks, "handling")
    assert (clock.due, clock.provisional, clock.moves) == (PROVISIONAL, False, ())


def test_a_deadline_that_was_sure_is_never_rewritten_by_a_calendar():  # DOMAIN 11.16
    corrected = x.moved(office(), closed=(*office().closed, date(2026, 11, 26)))
    known = x.knowing(("calendar/work", corrected))
    life = x.given(*x.TO_HANDLE)
    life.when(settle(), by=x.timekeeper(), known=known).refused(no.NotDue)
    noted = life.when(x.add_note(), known=known).after()
    assert noted.deadline == x.china(11, 30)


def test_what_was_granted_keeps_the_open_time_that_was_promised():
    asked = x.ask(
        c.RequestExtension,
        reason="等待配件",
        until=x.china(1, 7, year=2027),
        claimant_informed_at=LATE_DECEMBER,
    )
    accept = x.ask(c.DecideExtension, decision="accept", reason="属实")
    life = dispatched().when(asked, by=x.unit_head(), at=LATE_DECEMBER).lived()
    life = life.when(accept, by=x.duty_leader(), at=LATE_DECEMBER).lived()
    assert life.appeal().deadline == x.china(1, 7, year=2027)
    assert when_published(life).after().deadline == x.china(1, 8, year=2027)


def test_the_clock_of_a_co_handler_still_ends_a_day_before_the_lead_s():
    command = x.dispatch(co_handlers=(c.CoHandler("U-GA", "到场"),))
    life = x.given(x.collected()).when(command, at=LATE_DECEMBER).lived()
    appeal = when_published(life).after()
    due = [find(appeal.clocks, *k).due for k in (("handling", None), ("co_handling", "U-GA"))]
    assert due == [x.china(1, 19, year=2027), x.china(1, 18, year=2027)]


def test_a_clock_that_stands_waits_until_it_runs_again():
    life = dispatched().when(x.acknowledge(), by=x.unit(), at=LATE_DECEMBER).lived()
    asked = x.ask(c.RequestSuspension, reason="等待停暖期", until=x.china(12, 31))
    accept = x.ask(c.DecideSuspension, decision="accept", reason="属实")
    for command, by in (
        (asked, x.unit_head()),
        (accept, x.duty_leader()),
        (accept, x.supervisor()),
    ):
        life = life.when(command, by=by, at=LATE_DECEMBER).lived()
    when_published(life).refused(no.NotDue)
    going = life.when(x.ask(c.ResumeAppeal), at=x.china(12, 31), known=KNOWN).lived()
    moved = when_published(going, at=x.china(12, 31)).then(e.DeadlineRecalculated).moves
    assert "handling" in [m.clock for m in moved]


def test_nothing_is_settled_before_the_calendar_comes_or_twice():
    dispatched().when(settle(), by=x.timekeeper()).refused(no.NotDue)
    when_published(when_published(dispatched()).lived()).refused(no.NotDue)


def test_a_calendar_that_still_lacks_the_year_settles_nothing():
    corrected = x.knowing(("calendar/work", x.moved(office(), source="更正")))
    when = dispatched().when(settle(), by=x.timekeeper(), at=x.china(12, 29), known=corrected)
    when.refused(no.NotDue)


def test_a_clock_that_stopped_stays_as_it_was():
    at = x.china(12, 28, 10)
    life = dispatched().when(x.acknowledge(), by=x.unit(), at=at).lived()
    life = life.when(x.handle(), by=x.unit_head(), at=at).lived()
    when_published(life).refused(no.NotDue)


def test_it_says_why():
    when_published(dispatched(), settle(" ")).refused(no.EmptyText)


@pytest.mark.parametrize("by", [x.timekeeper(), x.duty_leader()])
def test_the_timekeeper_or_a_duty_leader_settles(by):
    assert when_published(dispatched(), by=by).then(e.DeadlineRecalculated)


@pytest.mark.parametrize("post", x.all_but("duty_leader"))
def test_nobody_else_does(post):
    when_published(dispatched(), by=x.caller(post)).refused(no.PostRequired)
