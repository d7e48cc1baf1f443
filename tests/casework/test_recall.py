import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, find
from casework.appeal.events import OrderRecalled
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    collected,
    dispatched_with_help,
    given,
    return_requested,
    unit,
)

AT = china(11, 23, 11)


def recall(reason="派错单位"):
    return ask(c.RecallOrder, reason=reason)


def test_an_order_is_taken_back_to_the_pool_with_a_new_dispatch_clock():
    appeal = given(*TO_ACKNOWLEDGE).when(recall(), at=AT).after()
    assert (appeal.status, appeal.lead_unit, appeal.orders) == (Status.COLLECTED, None, ())
    assert find(appeal.clocks, "dispatch").due == china(11, 23, 17)


def test_the_clock_of_the_claimant_runs_on_in_the_hands_of_the_centre():  # DOMAIN 5, invariant 3
    appeal = given(*TO_ACKNOWLEDGE).when(recall(), at=AT).after()
    handling = find(appeal.clocks, "handling")
    assert (handling.due, handling.running) == (china(11, 30), True)
    assert [s.holder for s in handling.segments] == ["U-GR", CENTRE]


def test_the_clocks_of_the_order_stop():
    appeal = given(*TO_ACKNOWLEDGE).when(recall(), at=AT).after()
    stopped = {k.name for k in appeal.clocks if k.stopped_at == AT}
    assert stopped == {"acknowledgement", "return_window", "contact"}


def test_who_helps_goes_on_helping():
    helped = (collected(), dispatched_with_help("U-GA"))
    appeal = given(*helped).when(recall(), at=AT).after()
    assert [o.unit for o in appeal.orders] == ["U-GA"]
    assert find(appeal.clocks, "co_handling", "U-GA").running


def test_once_it_is_acknowledged_it_is_the_units():
    refusal = given(*TO_HANDLE).when(recall()).refused(no.RecallTooLate)
    assert "gr-clerk" in str(refusal)


@pytest.mark.parametrize("life", [TO_DISPATCH, (*TO_ACKNOWLEDGE, return_requested()), CLOSED])
def test_there_is_nothing_to_recall_elsewhere(life):
    given(*life).when(recall()).refused(no.NotAwaitingAcknowledgement)


def test_it_says_why():
    given(*TO_ACKNOWLEDGE).when(recall("")).refused(no.EmptyText)


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_recall(post):
    given(*TO_ACKNOWLEDGE).when(recall(), by=caller(post)).then(OrderRecalled)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_recalls(post):
    given(*TO_ACKNOWLEDGE).when(recall(), by=caller(post)).refused(no.PostRequired)


def test_the_unit_asks_for_a_return_instead():
    given(*TO_ACKNOWLEDGE).when(recall(), by=unit()).refused(no.PostRequired)
