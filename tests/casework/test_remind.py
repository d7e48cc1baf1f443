from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from tests import examples as x

DISPATCHED = x.given(x.collected()).when(x.dispatch()).lived()
FOUR_FIFTHS = x.china(11, 27, 16, 36)  # 37.6 of the 47 office hours until 30 November, 18:00
A_SECOND = timedelta(seconds=1)


def remind(clock="handling", unit=None):
    return x.ask(c.RemindOfClock, clock=clock, unit=unit)


def test_when_four_fifths_are_used_up_it_is_told():
    fact = DISPATCHED.when(remind(), by=x.timekeeper(), at=FOUR_FIFTHS).then(e.ClockReminded)
    assert (fact.clock, fact.due) == ("handling", x.china(11, 30))


def test_not_a_second_before():
    early = DISPATCHED.when(remind(), by=x.timekeeper(), at=FOUR_FIFTHS - A_SECOND)
    early.refused(no.NotDue)


def test_it_is_told_once_and_no_deadline_moves():
    told = DISPATCHED.when(remind(), by=x.timekeeper(), at=FOUR_FIFTHS)
    clock = find(told.after().clocks, "handling")
    assert (clock.due, clock.reminded, clock.rings_at) == (
        x.china(11, 30),
        True,
        x.china(11, 30),
    )
    told.lived().when(remind(), by=x.timekeeper(), at=x.china(11, 30)).refused(no.NotDue)


def test_whoever_holds_a_clock_of_one_unit_is_reminded_of_that_one():
    at = x.china(11, 24, 17)
    told = DISPATCHED.when(remind("acknowledgement", "U-GR"), by=x.timekeeper(), at=at)
    assert told.then(e.ClockReminded).unit == "U-GR"
    DISPATCHED.when(remind("acknowledgement", "U-GA"), by=x.timekeeper(), at=at).refused(no.NotDue)
    DISPATCHED.when(remind("acknowledgement"), by=x.timekeeper(), at=at).refused(no.NotDue)


def test_a_deadline_that_was_moved_has_a_reminder_of_its_own():
    told = DISPATCHED.when(remind(), by=x.timekeeper(), at=FOUR_FIFTHS).lived()
    asked = x.ask(
        c.RequestExtension, reason="等料", until=x.china(12, 2), claimant_informed_at=FOUR_FIFTHS
    )
    accept = x.ask(c.DecideExtension, decision="accept", reason="属实")
    for command, by in ((asked, x.unit_head()), (accept, x.duty_leader())):
        told = told.when(command, by=by, at=FOUR_FIFTHS).lived()
    again = find(told.appeal().clocks, "handling").remind_at
    assert told.when(remind(), by=x.timekeeper(), at=again).then(e.ClockReminded)


def test_nobody_is_reminded_of_what_is_overdue_already():
    overdue = e.ClockOverdue(clock="handling", due=x.china(11, 30), level=1, to="unit_head")
    life = (*x.TO_HANDLE, overdue)
    x.given(*life).when(remind(), by=x.timekeeper(), at=x.china(12, 1)).refused(no.NotDue)


@pytest.mark.parametrize("clock", ["return_window", "contact"])
def test_nobody_is_reminded_of_a_window_or_of_what_was_done(clock):
    at = x.china(11, 25, 12)
    contact = e.ContactRecorded(unit="U-GR", channel="phone", connected=True)
    life = (*x.TO_HANDLE, (contact, x.china(11, 23, 12)))
    x.given(*life).when(remind(clock, "U-GR"), by=x.timekeeper(), at=at).refused(no.NotDue)


def test_nobody_is_reminded_while_the_clock_stands_or_when_it_stopped():
    for life in (x.SUSPENDED, x.TO_FEED_BACK):
        when = x.given(*life).when(remind(), by=x.timekeeper(), at=x.china(11, 30))
        when.refused(no.NotDue)


def test_a_foreign_history_rings_no_clock():
    life = (x.collected(), x.dispatched(limits=()))
    x.given(*life).when(remind(), by=x.timekeeper(), at=x.china(12, 30)).refused(no.NotDue)


@pytest.mark.parametrize("post", x.POSTS)
def test_only_the_timekeeper_reminds(post):
    DISPATCHED.when(remind(), by=x.caller(post), at=FOUR_FIFTHS).refused(no.PostRequired)
