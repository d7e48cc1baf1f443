from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import AppealResumed, ReworkOrdered, SuspensionRequested
from tests.examples import (
    CLOSED,
    HELPED,
    NOW,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_CLOSE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    given,
    limit,
    return_requested,
    unit,
    unit_head,
)

UNTIL = china(12, 4, 10)
RESUMED = (*SUSPENDED, AppealResumed())


def request(**more):
    ready = {"until": UNTIL, "reason": "等待配件"}
    return ask(c.RequestSuspension, **{**ready, **more})


def test_until_it_is_decided_the_clock_runs_on():
    appeal = given(*TO_HANDLE).when(request(), by=unit_head()).after()
    assert "suspension_requested" in appeal.marks
    assert "suspended" not in appeal.marks
    assert (find(appeal.clocks, "handling").running, appeal.deadline) == (True, china(11, 30))


def test_at_most_once_a_round():
    given(*RESUMED).when(request(), by=unit_head()).refused(no.SuspensionsUsedUp)
    again = ReworkOrdered(
        round=2, unit="U-GR", reason="未解决", limits=(limit("handling", china(12, 3), "5 wd"),)
    )
    life = (*RESUMED, *TO_CLOSE[3:], again)
    given(*life).when(request(), by=unit_head()).then(SuspensionRequested)


def test_at_most_a_year():
    year = NOW + timedelta(days=365)
    given(*TO_HANDLE).when(request(until=year), by=unit_head()).then(SuspensionRequested)
    longer = request(until=year + timedelta(seconds=1))
    given(*TO_HANDLE).when(longer, by=unit_head()).refused(no.SuspensionTooLong)


def test_the_day_lies_ahead():
    given(*TO_HANDLE).when(request(until=NOW), by=unit_head()).refused(no.NotLater)


def test_one_request_waits_at_a_time():
    asked = SuspensionRequested(unit="U-GR", reason="等待配件", until=UNTIL)
    given(*TO_HANDLE, asked).when(request(), by=unit_head()).refused(no.SuspensionPending)


@pytest.mark.parametrize(
    "life", [TO_ACKNOWLEDGE, (*TO_HANDLE, return_requested()), TO_FEED_BACK, CLOSED]
)
def test_only_what_is_being_handled(life):
    given(*life).when(request(), by=unit_head()).refused(no.NotBeingHandled)


def test_what_is_suspended_is_not_suspended_again():
    given(*SUSPENDED).when(request(), by=unit_head()).refused(no.Suspended)


def test_it_says_why_in_words_that_others_may_read():  # DOMAIN 5, invariant 7
    given(*TO_HANDLE).when(request(reason=" "), by=unit_head()).refused(no.EmptyText)
    named = request(reason="住户13904190001不在家")
    given(*TO_HANDLE).when(named, by=unit_head()).refused(no.PersonalDataInPublicText)


def test_only_the_lead_asks():  # DOMAIN 5, invariant 5
    given(*HELPED).when(request(), by=unit("U-GA")).refused(no.OrderOfAnotherUnit)
    given(*TO_DISPATCH).when(request(), by=unit()).refused(no.OutsideScope)


@pytest.mark.parametrize("post", all_but("department", "unit_head"))
def test_nobody_of_the_centre_asks_for_the_unit(post):
    given(*TO_HANDLE).when(request(), by=caller(post)).refused(no.PostRequired)
