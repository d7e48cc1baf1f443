from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import OrderAcknowledged
from tests.examples import (
    CLOSED,
    NOW,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    TO_HANDLE,
    acknowledge,
    caller,
    given,
    unit,
)


def test_the_unit_addressed_acknowledges():
    assert (
        given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit()).then(OrderAcknowledged).late is False
    )


def test_late_is_known():
    late = NOW + timedelta(hours=24, seconds=1)
    assert (
        given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit(), at=late).then(OrderAcknowledged).late
    )


def test_whoever_comes_second_is_told_who_came_first():
    refusal = (
        given(*TO_HANDLE)
        .when(acknowledge(), by=unit(user="second"))
        .refused(no.AlreadyAcknowledged)
    )
    assert "operator" in str(refusal)


def test_another_unit_may_not():
    given(*TO_ACKNOWLEDGE).when(acknowledge(), by=unit("U-GA")).refused(no.OrderOfAnotherUnit)


@pytest.mark.parametrize("post", ["operator", "duty_leader", "caller", "supervisor", "admin"])
def test_nobody_of_the_centre_may(post):
    given(*TO_ACKNOWLEDGE).when(acknowledge(), by=caller(post)).refused(no.PostRequired)


def test_before_dispatch_it_is_nobodys_order():
    given(*TO_DISPATCH).when(acknowledge(), by=unit()).refused(no.OrderOfAnotherUnit)


def test_after_closing_there_is_nothing_to_take():
    given(*CLOSED).when(acknowledge(), by=unit()).refused(no.NotAwaitingAcknowledgement)
