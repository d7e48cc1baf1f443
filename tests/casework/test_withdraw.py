from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealClosed, AppealWithdrawn
from tests.examples import (
    CLOSED,
    NOW,
    TO_ACKNOWLEDGE,
    TO_CALL_BACK,
    TO_CLOSE,
    TO_DISPATCH,
    TO_FEED_BACK,
    TO_HANDLE,
    given,
    unit,
    withdraw,
)

OPEN_LIVES = [TO_DISPATCH, TO_ACKNOWLEDGE, TO_HANDLE, TO_FEED_BACK, TO_CALL_BACK, TO_CLOSE]


@pytest.mark.parametrize("life", OPEN_LIVES)
def test_an_open_appeal_is_withdrawn_and_closed_by_it(life):
    given(*life).when(withdraw()).then(AppealWithdrawn, AppealClosed)


def test_a_closed_one_is_not():
    given(*CLOSED).when(withdraw()).refused(no.AlreadyClosed)


def test_that_it_was_overdue_is_not_forgotten():
    decision = given(*TO_HANDLE).when(withdraw(), at=NOW + timedelta(days=6)).decide()
    assert decision[1].late is True


def test_a_reason_is_needed():
    given(*TO_DISPATCH).when(withdraw(" ")).refused(no.EmptyText)


def test_the_unit_does_not_withdraw():
    given(*TO_HANDLE).when(withdraw(), by=unit()).refused(no.PostRequired)
