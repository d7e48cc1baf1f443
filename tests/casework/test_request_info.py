import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find, going
from casework.appeal.events import InfoRequested
from tests.examples import (
    CLOSED,
    MERGED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    collected,
    dispatched,
    given,
)


def request_info(questions="是哪一栋楼？"):
    return ask(c.RequestMoreInfo, questions=questions)


@pytest.mark.parametrize("life", [TO_DISPATCH, TO_HANDLE])
def test_the_claimant_has_three_working_days_to_answer(life):
    [limit] = given(*life).when(request_info()).then(InfoRequested).limits
    assert (limit.clock, limit.due, limit.amount) == ("info", china(11, 26), "3 wd @work")


def test_the_days_for_an_answer_are_working_days_in_an_emergency_too():  # DOMAIN 11.12
    at = china(11, 28, 10)  # a Saturday
    [limit] = given(collected(urgency="critical")).when(request_info(), at=at).decide()[0].limits
    assert limit.due == china(12, 2)


def test_the_handling_clock_does_not_wait_for_it():  # DOMAIN 5, row 3
    before, after = given(*TO_HANDLE).appeal(), given(*TO_HANDLE).when(request_info()).after()
    assert find(after.clocks, "handling") == find(before.clocks, "handling")


@pytest.mark.finding("A22")
def test_before_dispatch_the_clock_waits_for_it_in_the_claimants_hands():
    clock = find(given(*TO_DISPATCH).when(request_info()).after().clocks, "dispatch")
    assert (clock.is_paused, clock.segments[-1].holder) == (True, "claimant")


def test_asked_again_the_claimant_has_the_whole_window_again():
    later = china(11, 24, 9)
    twice = given(*TO_DISPATCH).when(request_info()).lived().when(request_info(), at=later).after()
    asked = [clock for clock in twice.clocks if clock.name == "info"]
    assert [(k.due, k.stopped_at) for k in asked] == [
        (china(11, 26), later),
        (china(11, 27), None),
    ]


def test_dispatching_ends_the_waiting_for_an_answer():
    asked = given(*TO_DISPATCH).when(request_info()).drafts()[0].fact
    appeal = given(*TO_DISPATCH, asked, dispatched()).appeal()
    assert going(appeal.clocks, "info") is None
    assert "info_requested" not in appeal.marks


@pytest.mark.parametrize("questions", ["", " \n", "楼\x07"])
def test_a_question_is_a_text(questions):
    refusal = no.ControlCharacters if questions.strip() else no.EmptyText
    given(*TO_DISPATCH).when(request_info(questions)).refused(refusal)


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_FEED_BACK, CLOSED])
def test_it_is_asked_before_dispatch_or_while_handling(life):
    given(*life).when(request_info()).refused(no.NotInThisState)


def test_while_suspended_or_merged_nothing_is_asked():
    given(*SUSPENDED).when(request_info()).refused(no.Suspended)
    given(*MERGED).when(request_info()).refused(no.MergedIntoAnother)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_asks(post):
    given(*TO_DISPATCH).when(request_info(), by=caller(post)).then(InfoRequested)


@pytest.mark.parametrize("post", all_but("collector", "operator", "duty_leader"))
def test_nobody_else_asks(post):
    given(*TO_DISPATCH).when(request_info(), by=caller(post)).refused(no.PostRequired)
