import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealFedBack
from tests.examples import (
    TO_CALL_BACK,
    TO_FEED_BACK,
    TO_HANDLE,
    caller,
    collected,
    feed_back,
    given,
    operator,
    unit,
)

ANONYMOUS = (collected(claimant_kind="anonymous", wants_callback=False), *TO_FEED_BACK[1:])


@pytest.mark.parametrize("by", [unit(), operator(), caller("duty_leader")])
def test_the_unit_or_the_centre_feeds_back(by):
    assert given(*TO_FEED_BACK).when(feed_back(), by=by).then(AppealFedBack).to_claimant


@pytest.mark.parametrize("life", [TO_HANDLE, TO_CALL_BACK])
def test_only_what_was_handled_and_only_once(life):
    given(*life).when(feed_back(), by=unit()).refused(no.NotAwaitingFeedback)


def test_nobody_can_be_told_of_an_anonymous_appeal():
    given(*ANONYMOUS).when(feed_back(), by=unit()).refused(no.NobodyToTell)
    fact = given(*ANONYMOUS).when(feed_back(delivered=False), by=unit()).then(AppealFedBack)
    assert fact.to_claimant is False


def test_another_unit_may_not():
    given(*TO_FEED_BACK).when(feed_back(), by=unit("U-GA")).refused(no.OrderOfAnotherUnit)
