import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import TerminationRequested
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    HELPED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    given,
    return_requested,
    unit,
    unit_head,
)


def request(**more):
    ready = {"ground": "object_gone", "reason": "房屋已拆除"}
    return ask(c.RequestTermination, **{**ready, **more})


def test_asked_for_the_handling_goes_on():
    appeal = given(*TO_HANDLE).when(request(), by=unit_head()).after()
    assert (appeal.status, "termination_requested" in appeal.marks) == (Status.HANDLING, True)
    assert find(appeal.clocks, "handling").running


def test_one_request_waits_at_a_time():
    asked = TerminationRequested(unit="U-GR", ground="object_gone", reason="房屋已拆除")
    given(*TO_HANDLE, asked).when(request(), by=unit_head()).refused(no.TerminationPending)


@pytest.mark.parametrize(
    "life", [TO_ACKNOWLEDGE, (*TO_HANDLE, return_requested()), TO_FEED_BACK, CLOSED]
)
def test_only_what_is_being_handled(life):
    given(*life).when(request(), by=unit_head()).refused(no.NotBeingHandled)


def test_what_is_suspended_is_resumed_first():
    given(*SUSPENDED).when(request(), by=unit_head()).refused(no.Suspended)


def test_it_says_why_in_words_that_others_may_read():  # DOMAIN 5, invariant 7
    given(*TO_HANDLE).when(request(reason=" "), by=unit_head()).refused(no.EmptyText)
    named = request(reason="住户13904190001已搬走")
    given(*TO_HANDLE).when(named, by=unit_head()).refused(no.PersonalDataInPublicText)


def test_only_the_lead_asks():  # DOMAIN 5, invariant 5
    given(*HELPED).when(request(), by=unit("U-GA")).refused(no.OrderOfAnotherUnit)
    given(*TO_DISPATCH).when(request(), by=unit()).refused(no.OutsideScope)


@pytest.mark.parametrize("post", all_but("department", "unit_head"))
def test_nobody_of_the_centre_asks_for_the_unit(post):
    given(*TO_HANDLE).when(request(), by=caller(post)).refused(no.PostRequired)
