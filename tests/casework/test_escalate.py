from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from tests import examples as x

DISPATCHED = x.given(x.collected()).when(x.dispatch()).lived()
DUE = x.china(11, 30)  # 47 office hours after the dispatch
ONE_AND_A_HALF = x.china(12, 3, 17, 30)
TWICE = x.china(12, 8, 17)
A_SECOND = timedelta(seconds=1)


def escalate(level=1, clock="handling", unit=None):
    return x.ask(c.EscalateClock, clock=clock, level=level, unit=unit)


def told(life, *instants):
    for level, at in enumerate(instants, 1):
        life = life.when(escalate(level), by=x.timekeeper(), at=at).lived()
    return life


def test_a_limit_that_has_passed_is_told_to_the_head_of_the_unit():
    fact = DISPATCHED.when(escalate(), by=x.timekeeper(), at=DUE).then(e.ClockOverdue)
    assert (fact.clock, fact.due, fact.to) == ("handling", DUE, "unit_head")
    assert (fact.level, fact.clause) == (1, "escalation.levels[1]@1")


def test_not_a_second_before():
    DISPATCHED.when(escalate(), by=x.timekeeper(), at=DUE - A_SECOND).refused(no.NotDue)


def test_level_by_level_it_is_told_upwards_each_at_its_multiple_of_the_limit():
    first = DISPATCHED.when(escalate(), by=x.timekeeper(), at=DUE)
    assert first.then(e.ClockOverdue).next_at == ONE_AND_A_HALF
    second = first.lived().when(escalate(2), by=x.timekeeper(), at=ONE_AND_A_HALF)
    fact = second.then(e.ClockOverdue)
    assert (fact.to, fact.next_at) == ("duty_leader", TWICE)
    third = second.lived().when(escalate(3), by=x.timekeeper(), at=TWICE).then(e.ClockOverdue)
    assert (third.to, third.next_at) == ("supervisor", None)


def test_no_level_comes_early_is_left_out_or_told_twice():
    once = told(DISPATCHED, DUE)
    for level, at in ((2, ONE_AND_A_HALF - A_SECOND), (3, TWICE), (1, TWICE)):
        once.when(escalate(level), by=x.timekeeper(), at=at).refused(no.NotDue)
    DISPATCHED.when(escalate(2), by=x.timekeeper(), at=TWICE).refused(no.NotDue)


def test_after_the_last_level_there_is_no_other():
    often = told(DISPATCHED, DUE, ONE_AND_A_HALF, TWICE)
    often.when(escalate(4), by=x.timekeeper(), at=x.china(12, 30)).refused(no.NotDue)


def test_who_was_never_told_is_told_late_but_from_the_first_level_on():
    fact = DISPATCHED.when(escalate(), by=x.timekeeper(), at=TWICE).then(e.ClockOverdue)
    assert (fact.level, fact.next_at) == (1, ONE_AND_A_HALF)


def test_the_centre_has_no_unit_head_so_its_clocks_go_to_the_duty_leader_at_once():
    life = x.given(*x.TO_DISPATCH)
    when = life.when(escalate(clock="dispatch"), by=x.timekeeper(), at=x.china(11, 23, 15))
    assert when.then(e.ClockOverdue).to == "duty_leader"


@pytest.mark.parametrize("clock", ["acknowledgement", "contact"])
def test_each_clock_of_an_order_is_told_for_its_unit(clock):
    command = escalate(clock=clock, unit="U-GR")
    fact = DISPATCHED.when(command, by=x.timekeeper(), at=x.china(11, 24)).then(e.ClockOverdue)
    assert (fact.clock, fact.unit, fact.to) == (clock, "U-GR", "unit_head")


def test_a_late_reply_to_a_supervision_is_told():
    demanded = x.ask(c.OpenSupervision, level="routine", demand="说明原因")
    life = x.given(*x.TO_HANDLE).when(demanded, by=x.supervisor()).lived()
    command = escalate(clock="supervision", unit="1/U-GR")
    assert life.when(command, by=x.timekeeper(), at=x.china(11, 26)).then(e.ClockOverdue)


def test_a_window_that_nobody_has_to_use_is_told_to_nobody():
    command = escalate(clock="return_window", unit="U-GR")
    DISPATCHED.when(command, by=x.timekeeper(), at=x.china(12, 30)).refused(no.NotDue)


def test_neither_is_a_foreign_history():
    life = (x.collected(), x.dispatched(limits=(), limit_rule=None))
    x.given(*life).when(escalate(), by=x.timekeeper(), at=x.china(12, 30)).refused(no.NotDue)


@pytest.mark.parametrize("life", [x.SUSPENDED, x.TO_FEED_BACK])
def test_what_stands_or_has_stopped_is_not_overdue(life):
    x.given(*life).when(escalate(), by=x.timekeeper(), at=x.china(12, 3)).refused(no.NotDue)


def test_it_is_only_told_and_no_deadline_moves():
    before = find(DISPATCHED.appeal().clocks, "handling")
    appeal = DISPATCHED.when(escalate(), by=x.timekeeper(), at=DUE).after()
    clock = find(appeal.clocks, "handling")
    assert (clock.due, clock.segments, clock.moves) == (before.due, before.segments, ())
    assert (appeal.status, appeal.late) == ("dispatched", False)


def test_what_was_told_before_a_halt_is_not_told_again_after_it():
    """A deadline that does not move is not overdue anew (DOMAIN 5, row 42: once a clock)."""
    halted = told(DISPATCHED.when(x.acknowledge(), by=x.unit()).lived(), DUE).and_then(
        (x.suspended(), x.china(12, 1, 9))
    )
    resumed = halted.when(x.ask(c.ResumeAppeal), at=x.china(12, 8, 9)).after()
    clock = find(resumed.clocks, "handling")
    assert (clock.due, clock.level, clock.running) == (DUE, 1, True)


def test_a_new_round_is_told_anew():
    life = told(DISPATCHED, DUE)
    for command, by in (
        (x.acknowledge(), x.unit()),
        (x.handle(), x.unit_head()),
        (x.feed_back(), x.operator()),
        (x.record_callback(solved="no", satisfied="no"), x.callback_staff()),
        (x.ask(c.OrderRework, reason="未解决"), x.callback_staff()),
    ):
        life = life.when(command, by=by, at=x.china(12, 1, 10)).lived()
    due = life.appeal().deadline
    assert life.when(escalate(), by=x.timekeeper(), at=due).then(e.ClockOverdue).due == due


@pytest.mark.parametrize("post", x.POSTS)
def test_only_the_timekeeper_tells(post):
    DISPATCHED.when(escalate(), by=x.caller(post), at=DUE).refused(no.PostRequired)
