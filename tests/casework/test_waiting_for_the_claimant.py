"""What is asked before dispatch halts the dispatch clock, at most as long as there is for the
answer (DOMAIN 17.18)."""

from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal.clocks import CENTRE, CLAIMANT, find, going
from tests import examples as x

ASK = x.ask(c.RequestMoreInfo, questions="哪一栋？")
ANSWER = x.ask(c.ProvideInfo, answers="三号楼")
ASKED = x.china(11, 23, 10)  # collected at nine: of four hours, three are left
END = x.china(11, 26)  # the third working day


def asked():
    return x.given(*x.TO_DISPATCH).when(ASK, at=ASKED).lived()


@pytest.mark.finding("A22")
def test_answered_it_goes_on_with_what_was_left():
    clock = find(asked().when(ANSWER, at=x.china(11, 24, 9)).after().clocks, "dispatch")
    assert (clock.running, clock.due) == (True, x.china(11, 24, 12))
    assert [s.holder for s in clock.segments] == [CENTRE, CLAIMANT, CENTRE]


@pytest.mark.finding("A22")
def test_nothing_is_overdue_meanwhile():
    clock = find(asked().appeal().clocks, "dispatch")
    assert (clock.rings_at, clock.is_late(x.china(11, 25))) == (None, False)


@pytest.mark.finding("A22")
def test_dispatched_without_the_answer_it_was_in_time_as_long_as_it_waited():
    sent = asked().when(x.dispatch(), at=x.china(11, 25, 9)).after()
    clock = find(sent.clocks, "dispatch")
    assert (clock.stopped_at, clock.is_late(clock.stopped_at)) == (x.china(11, 25, 9), False)


def test_what_was_late_when_asked_stays_late():
    late = x.given(*x.TO_DISPATCH).when(ASK, at=x.china(11, 23, 16)).lived()
    sent = late.when(x.dispatch(), at=x.china(11, 25, 9)).after()
    assert find(sent.clocks, "dispatch").is_late(x.china(11, 25, 9))


def test_an_answer_after_the_time_for_it_gives_no_more_than_that():
    clock = find(asked().when(ANSWER, at=x.china(11, 27, 10)).after().clocks, "dispatch")
    assert (clock.due, clock.is_late(x.china(11, 27, 11))) == (x.china(11, 27, 11), False)


def test_asked_twice_it_still_has_what_was_left_at_first():
    twice = asked().when(ASK, at=x.china(11, 24, 9)).lived()
    clock = find(twice.when(ANSWER, at=x.china(11, 25, 9)).after().clocks, "dispatch")
    assert clock.due == x.china(11, 25, 12)


@pytest.mark.finding("A22")
def test_where_nobody_answers_an_order_that_was_returned_it_goes_on_at_the_end():
    """It is not closed, for its handling clock runs: but the pool has it again."""
    life = (*x.TO_HANDLE, x.return_requested(), x.return_accepted())
    told = x.ask(c.EscalateClock, clock="info", level=1)
    waiting = x.given(*life).when(ASK, at=ASKED).lived()
    when = waiting.when(told, by=x.timekeeper(), at=END + timedelta(days=2))
    assert when.then(e.ClockOverdue).level == 1
    clock = going(when.after().clocks, "dispatch")
    assert (clock.running, clock.due) == (True, x.china(11, 27, 11))
    assert (clock.segments[-1].holder, clock.segments[-1].since) == (CENTRE, END)


@pytest.mark.finding("A22")
def test_a_log_of_before_keeps_its_running_dispatch_clock():
    window = x.limit("info", END, "3 wd @work")
    old = e.InfoRequested(questions="哪一栋？", limits=(window,))
    assert find(x.given(*x.TO_DISPATCH, old).appeal().clocks, "dispatch").running


@pytest.mark.finding("A67")
def test_while_suspended_for_it_the_answer_is_taken():
    halted = (*x.TO_HANDLE, e.InfoRequested(questions="材料？"), x.suspended())
    after = x.given(*halted).when(ANSWER).after()
    assert "suspended" in after.marks
    assert "info_requested" not in after.marks
