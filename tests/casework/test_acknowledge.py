from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.commands import allowed_verbs
from casework.appeal.events import OrderAcknowledged
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    HELPED,
    SUSPENDED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_HANDLE,
    acknowledge,
    all_but,
    c,
    caller,
    china,
    collected,
    dispatched,
    dispatched_with_help,
    given,
    return_accepted,
    return_requested,
    unit,
)

DUE = china(11, 24)
POOL = (collected(), dispatched_with_help("U-GA"), return_requested(), return_accepted())


def test_the_unit_addressed_acknowledges():
    when = given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit())
    assert when.then(OrderAcknowledged).late is False
    assert when.after().status == Status.HANDLING


def test_its_own_clock_stops_and_the_handling_clock_does_not_notice():  # DOMAIN 6.2
    before = given(*TO_ACKNOWLEDGE).appeal()
    after = given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit(), at=DUE).after()
    assert find(after.clocks, "acknowledgement", "U-GR").stopped_at == DUE
    assert find(after.clocks, "handling") == find(before.clocks, "handling")


@pytest.mark.parametrize(("seconds", "late"), [(0, False), (1, True)])
def test_late_is_known_to_the_second(seconds, late):
    at = DUE + timedelta(seconds=seconds)
    when = given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit(), at=at)
    assert when.then(OrderAcknowledged).late is late


@pytest.mark.parametrize(("hours", "late"), [(24, False), (25, True)])
def test_what_is_entered_later_counts_within_a_day(hours, late):  # DOMAIN 5, invariant 8
    told = DUE - timedelta(minutes=1)
    command = c.AcknowledgeOrder(
        appeal_no=acknowledge().appeal_no, occurred_at=told, backdating_reason="断网"
    )
    at = told + timedelta(hours=hours)
    [draft] = given(*TO_ACKNOWLEDGE).when(command, by=unit(), at=at).drafts()
    assert draft.fact.late is late
    assert (draft.envelope.claimed_at == told) is late


def test_whoever_comes_second_is_told_who_came_first():
    second = given(*TO_HANDLE).when(acknowledge(), by=unit(user="second"))
    assert "gr-clerk" in str(second.refused(no.AlreadyAcknowledged))


def test_another_unit_may_not():  # DOMAIN 5, invariant 5
    given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit("U-GA")).refused(no.OutsideScope)


def test_a_unit_acts_for_all_below_it_but_not_above():
    below = (collected(), dispatched(lead_unit="U-GR1"))
    given(*below).when(acknowledge(), by=unit("U-GR")).then(OrderAcknowledged)
    given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit("U-GR1")).refused(no.OutsideScope)


@pytest.mark.parametrize("life", [HELPED, HELPED[:2], (*HELPED, return_requested()), POOL])
def test_a_helper_acknowledges_its_own_order_whatever_the_lead_does(life):  # DOMAIN 11.11
    when = given(*life).when(acknowledge(), by=unit("U-GA"))
    assert when.then(OrderAcknowledged).unit == "U-GA"
    assert when.after().status == given(*life).appeal().status
    assert when.after().order_of("U-GA").state == "acknowledged"


def test_a_helper_acknowledges_once():
    once = given(*HELPED).when(acknowledge(), by=unit("U-GA")).lived()
    once.when(acknowledge(), by=unit("U-GA")).refused(no.AlreadyAcknowledged)


def test_it_is_offered_only_to_who_has_not():
    def offered(code):
        return allowed_verbs(given(*HELPED).appeal().standing, unit(code), frozenset({code}))

    assert ("acknowledge" in offered("U-GA"), "acknowledge" in offered("U-GR")) == (True, False)


@pytest.mark.parametrize("post", all_but("department", "unit_head"))
def test_nobody_of_the_centre_may(post):
    given(*TO_ACKNOWLEDGE).when(acknowledge(), by=caller(post)).refused(no.PostRequired)


def test_before_dispatch_it_is_nobodys_order():
    given(*TO_DISPATCH).when(acknowledge(), by=unit()).refused(no.OutsideScope)


def test_after_closing_there_is_nothing_to_take():
    given(*CLOSED).when(acknowledge(), by=unit()).refused(no.NotAwaitingAcknowledgement)


def test_while_it_is_suspended_nothing_is_taken():
    given(*SUSPENDED).when(acknowledge(), by=unit()).refused(no.Suspended)
