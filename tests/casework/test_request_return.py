from datetime import timedelta
from typing import get_args

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import ReturnRefused, ReturnRequested
from casework.appeal.words import ReturnGround, Status
from tests.examples import (
    CLOSED,
    HELPED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    acknowledged,
    all_but,
    arbitration_opened,
    ask,
    c,
    caller,
    china,
    designated,
    dispatched,
    given,
    return_accepted,
    return_requested,
    unit,
    unit_head,
)

WINDOW = china(11, 25)
REFUSED = (*TO_HANDLE, return_requested(), ReturnRefused(unit="U-GR", reason="属你单位"))


def request_return(**more):
    ready = {"ground": "not_our_duty", "reason": "不属本单位职责"}
    return ask(c.RequestReturn, **{**ready, **more})


@pytest.mark.parametrize("ground", get_args(ReturnGround))
def test_the_unit_says_that_it_is_not_its_own(ground):
    command = request_return(ground=ground, legal_basis="三定方案第二条", suggested_unit="U-CG")
    fact = given(*TO_HANDLE).when(command, by=unit_head()).then(ReturnRequested)
    assert (fact.unit, fact.ground, fact.suggested_unit) == ("U-GR", ground, "U-CG")
    assert (fact.approved_by, fact.legal_basis) == ("gr-head", "三定方案第二条")


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_HANDLE])
def test_no_time_is_won_by_it(life):  # DOMAIN 4.1
    after = given(*life).when(request_return(), by=unit_head(), at=china(11, 24, 9)).after()
    assert after.status == Status.RETURN_PENDING
    handling = find(after.clocks, "handling")
    assert (handling.due, handling.running) == (china(11, 30), True)
    assert find(after.clocks, "return_window", "U-GR").stopped_at == china(11, 24, 9)


@pytest.mark.parametrize(("seconds", "late"), [(0, False), (1, True)])
def test_the_window_closes_to_the_second(seconds, late):
    at = WINDOW + timedelta(seconds=seconds)
    when = given(*TO_HANDLE).when(request_return(), by=unit_head(), at=at)
    assert when.refused(no.ReturnWindowClosed) if late else when.then(ReturnRequested)


def test_what_was_said_in_time_is_entered_within_a_day():  # DOMAIN 5, invariant 8
    said = request_return(occurred_at=WINDOW, backdating_reason="断网")
    a_day = WINDOW + timedelta(hours=24)
    given(*TO_HANDLE).when(said, by=unit_head(), at=a_day).then(ReturnRequested)
    later = a_day + timedelta(minutes=1)
    given(*TO_HANDLE).when(said, by=unit_head(), at=later).refused(no.ReturnWindowClosed)


def test_a_unit_asks_once_in_a_round():
    given(*REFUSED).when(request_return(), by=unit_head()).refused(no.ReturnedBefore)


def test_sent_back_to_it_in_the_same_round_it_does_not_ask_again():
    life = (*TO_HANDLE, return_requested(), return_accepted(), dispatched(), acknowledged())
    given(*life).when(request_return(), by=unit_head()).refused(no.ReturnedBefore)


def test_after_designation_nobody_returns_it():  # DOMAIN 11.5, Weifang 22
    life = (*TO_HANDLE, arbitration_opened("U-GR"), designated())
    given(*life).when(request_return(), by=unit_head("U-CG")).refused(no.Designated)


def test_a_helper_returns_its_own_order_and_stops_nobody():  # DOMAIN 11.11
    when = given(*HELPED).when(request_return(), by=unit_head("U-GA"))
    assert when.then(ReturnRequested).unit == "U-GA"
    appeal = when.after()
    assert (appeal.status, appeal.order_of("U-GA").state) == (Status.HANDLING, "return_pending")
    assert find(appeal.clocks, "co_handling", "U-GA").running


def test_the_head_of_the_bureau_approves_for_a_section():
    life = (*TO_DISPATCH, dispatched(lead_unit="U-GR1"))
    given(*life).when(request_return(), by=unit_head("U-GR")).then(ReturnRequested)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": " "}, no.EmptyText),
        ({"reason": "找13904190001"}, no.PersonalDataInPublicText),
        ({"suggested_unit": "U-XX"}, no.UnknownUnit),
    ],
)
def test_it_says_why(fields, refusal):  # DOMAIN 5, invariant 7
    given(*TO_HANDLE).when(request_return(**fields), by=unit_head()).refused(refusal)


@pytest.mark.parametrize("life", [(*TO_HANDLE, return_requested()), TO_FEED_BACK, CLOSED])
def test_only_while_the_unit_has_it(life):
    given(*life).when(request_return(), by=unit_head()).refused(no.NotInThisState)


def test_not_while_it_is_suspended():
    given(*SUSPENDED).when(request_return(), by=unit_head()).refused(no.Suspended)


def test_another_unit_does_not():  # DOMAIN 5, invariant 5
    given(*TO_HANDLE).when(request_return(), by=unit("U-CG")).refused(no.OutsideScope)


@pytest.mark.parametrize("post", all_but("department", "unit_head"))
def test_nobody_of_the_centre_does(post):
    given(*TO_HANDLE).when(request_return(), by=caller(post)).refused(no.PostRequired)
