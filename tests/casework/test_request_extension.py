from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import (
    AppealReopened,
    ExtensionApproved,
    ExtensionRequested,
    Move,
)
from tests.examples import (
    CLOSED,
    HELPED,
    NOW,
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
    given,
    limit,
    return_requested,
    unit,
    unit_head,
)

DUE = china(11, 30)
SECOND = timedelta(seconds=1)
ONE_ORIGINAL_LIMIT = china(12, 7)  # five working days after the deadline
TEN_DAYS_ON = china(12, 28)  # where fifteen were given: ten after the 14th


def request(**more):
    ready = {
        "until": china(12, 4),
        "reason": "等待配件",
        "claimant_informed_at": NOW,
    }
    return ask(c.RequestExtension, **{**ready, **more})


def extended(before, due):
    """One extension, asked for and granted."""
    asked = ExtensionRequested(unit="U-GR", reason="等待配件", until=due, claimant_informed_at=NOW)
    move = Move(clock="handling", before=before, due=due, calendar="work/1")
    return asked, ExtensionApproved(unit="U-GR", reason="属实", moves=(move,))


TWICE = (*TO_HANDLE, *extended(DUE, china(12, 2)), *extended(china(12, 2), china(12, 4)))


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_HANDLE])
def test_until_it_is_decided_the_deadline_stays(life):
    appeal = given(*life).when(request(), by=unit_head()).after()
    assert (appeal.deadline, appeal.extensions) == (DUE, 0)
    assert "extension_requested" in appeal.marks


def test_what_is_overdue_is_not_extended():  # DOMAIN 6.2, T6
    given(*TO_HANDLE).when(request(), by=unit_head(), at=DUE).then(ExtensionRequested)
    given(*TO_HANDLE).when(request(), by=unit_head(), at=DUE + SECOND).refused(
        no.OverdueIsNotExtended
    )


def test_what_was_asked_offline_in_time_still_counts():  # DOMAIN 11.19
    in_time = request(occurred_at=DUE - timedelta(hours=1), backdating_reason="断网")
    after = DUE + timedelta(hours=2)
    given(*TO_HANDLE).when(in_time, by=unit_head(), at=after).then(ExtensionRequested)
    long_after = DUE + timedelta(hours=24)
    given(*TO_HANDLE).when(in_time, by=unit_head(), at=long_after).refused(no.OverdueIsNotExtended)


def test_the_claimant_was_told_before():
    fact = given(*TO_HANDLE).when(request(), by=unit_head()).then(ExtensionRequested)
    assert fact.claimant_informed_at == NOW
    promised = request(claimant_informed_at=NOW + SECOND)
    given(*TO_HANDLE).when(promised, by=unit_head()).refused(no.TimeInTheFuture)


def test_at_most_one_original_limit():
    most = request(until=ONE_ORIGINAL_LIMIT)
    given(*TO_HANDLE).when(most, by=unit_head()).then(ExtensionRequested)
    more = request(until=ONE_ORIGINAL_LIMIT + SECOND)
    given(*TO_HANDLE).when(more, by=unit_head()).refused(no.ExtensionTooLong)


def test_at_most_ten_working_days():
    given(*HELPED).when(request(until=TEN_DAYS_ON), by=unit_head()).then(ExtensionRequested)
    more = request(until=TEN_DAYS_ON + SECOND)
    given(*HELPED).when(more, by=unit_head()).refused(no.ExtensionTooLong)


def test_an_extension_is_later_than_the_deadline():
    given(*TO_HANDLE).when(request(until=DUE), by=unit_head()).refused(no.NotLater)


def test_twice_a_round_and_no_more():
    once = request(until=china(12, 7))
    given(*TWICE[:5]).when(once, by=unit_head()).then(ExtensionRequested)
    given(*TWICE).when(once, by=unit_head()).refused(no.ExtensionsUsedUp)
    again = AppealReopened(
        round=2, reason="又不热了", unit="U-GR", limits=(limit("handling", DUE, "5 wd"),)
    )
    given(*TWICE, *CLOSED[3:], again).when(once, by=unit_head()).then(ExtensionRequested)


def test_one_request_waits_at_a_time():
    given(*TWICE[:4]).when(request(), by=unit_head()).refused(no.ExtensionPending)


@pytest.mark.parametrize("life", [(*TO_HANDLE, return_requested()), TO_FEED_BACK, CLOSED])
def test_only_while_the_unit_has_it(life):
    given(*life).when(request(), by=unit_head()).refused(no.NotInThisState)


def test_a_clock_that_stands_is_not_extended():
    given(*SUSPENDED).when(request(), by=unit_head()).refused(no.Suspended)


def test_it_says_why_in_words_that_others_may_read():  # DOMAIN 5, invariant 7
    given(*TO_HANDLE).when(request(reason=" "), by=unit_head()).refused(no.EmptyText)
    named = request(reason="住户13904190001不在家")
    given(*TO_HANDLE).when(named, by=unit_head()).refused(no.PersonalDataInPublicText)


def test_only_who_has_a_part_asks():  # DOMAIN 5, invariant 5
    given(*HELPED).when(request(), by=unit("U-CG")).refused(no.OutsideScope)
    given(*TO_DISPATCH).when(request(), by=unit_head()).refused(no.OutsideScope)


@pytest.mark.parametrize("post", all_but("department", "unit_head"))
def test_nobody_of_the_centre_asks_for_the_unit(post):
    given(*TO_HANDLE).when(request(), by=caller(post)).refused(no.PostRequired)
