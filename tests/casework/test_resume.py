from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import AppealResumed
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    SUSPENDED,
    TO_HANDLE,
    acknowledged,
    all_but,
    ask,
    c,
    caller,
    china,
    collected,
    dispatched,
    dispatched_with_help,
    given,
    limit,
    suspended,
    timekeeper,
    unit,
)

HALTED_AT = china(11, 25, 10)
ON_THE_DAY = china(12, 4, 10)
HALTED = (*TO_HANDLE, (suspended(), HALTED_AT))


def resume(reason=None):
    return ask(c.ResumeAppeal, reason=reason)


def test_what_was_left_when_it_was_halted_runs_from_then_on():  # DOMAIN 6.2, T4
    appeal = given(*HALTED).when(resume(), at=ON_THE_DAY).after()
    assert appeal.deadline == china(12, 9)
    assert (appeal.status, "suspended" in appeal.marks) == (Status.HANDLING, False)


def test_the_move_is_recorded_from_where_to_where():  # DOMAIN 5, invariant 3
    fact = given(*HALTED).when(resume(), at=ON_THE_DAY).then(AppealResumed)
    handling = next(move for move in fact.moves if move.clock == "handling")
    assert (handling.before, handling.due) == (china(11, 30), china(12, 9))


def test_the_timekeeper_resumes_on_the_day_and_the_unit_holds_the_clock_again():  # DOMAIN 11.25
    appeal = given(*HALTED).when(resume(), by=timekeeper(), at=ON_THE_DAY).after()
    ran, stood, runs = find(appeal.clocks, "handling").segments
    assert (ran.until, stood.since, stood.until) == (HALTED_AT, HALTED_AT, ON_THE_DAY)
    assert (runs.running, runs.since, runs.holder) == (True, ON_THE_DAY, "U-GR")
    assert find(appeal.clocks, "suspension").stopped_at == ON_THE_DAY


def test_the_centre_may_resume_before_the_day():
    appeal = given(*HALTED).when(resume("已具备条件"), at=china(11, 26, 10)).after()
    assert appeal.deadline == china(12, 1)
    assert appeal.deadline < ON_THE_DAY


def test_the_reminder_comes_at_its_share_of_what_is_left():
    told = given(*HALTED).when(resume(), at=ON_THE_DAY).then(AppealResumed).moves[0]
    assert (told.clock, told.remind_at) == ("handling", china(12, 9, 10))


def test_round_the_clock_the_hours_of_the_night_are_given_back_too():
    day = limit("handling", china(11, 24, 9), "24 h", calendar="24x7/1", rule="LR-1@1")
    life = (collected(), dispatched(limits=(day,)), acknowledged())
    halted = given(*life, (suspended(), china(11, 23, 12)))
    assert halted.when(resume(), at=ON_THE_DAY).after().deadline == china(12, 5, 7)


def test_a_limit_that_had_passed_before_the_halt_stays_passed():
    halted = given(*TO_HANDLE, (suspended(), china(12, 1, 10)))
    appeal = halted.when(resume(), at=ON_THE_DAY).after()
    assert appeal.deadline == china(11, 30)
    assert appeal.is_overdue(ON_THE_DAY + timedelta(seconds=1))


def test_who_helps_gets_back_what_was_left_too():
    life = (collected(), dispatched_with_help("U-GA"), acknowledged(), (suspended(), HALTED_AT))
    clocks = given(*life).when(resume(), at=ON_THE_DAY).after().clocks
    assert not any(clock.is_paused for clock in clocks)
    assert find(clocks, "co_handling", "U-GA").due == china(12, 22)
    assert find(clocks, "handling").due == china(12, 23)


def test_only_what_is_suspended_is_resumed():
    given(*TO_HANDLE).when(resume()).refused(no.NotSuspended)
    given(*CLOSED).when(resume()).refused(no.AlreadyClosed)


@pytest.mark.parametrize("post", ["operator", "duty_leader", "timekeeper"])
def test_the_centre_and_the_timekeeper_resume(post):
    given(*SUSPENDED).when(resume(), by=caller(post)).then(AppealResumed)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_resumes(post):
    given(*SUSPENDED).when(resume(), by=caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_set_its_own_clock_going():
    given(*SUSPENDED).when(resume(), by=unit()).refused(no.PostRequired)
