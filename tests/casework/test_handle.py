from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealHandled
from tests.examples import (
    NOW,
    TO_ACKNOWLEDGE,
    TO_FEED_BACK,
    TO_HANDLE,
    caller,
    given,
    handle,
    unit,
)


def test_the_lead_unit_submits_its_result():
    fact = given(*TO_HANDLE).when(handle(), by=unit()).then(AppealHandled)
    assert (fact.outcome, fact.unit, fact.round, fact.late) == ("solved", "U-GR", 1, False)


def test_one_second_over_the_limit_is_late():
    at = NOW + timedelta(days=5)
    assert given(*TO_HANDLE).when(handle(), by=unit(), at=at).then(AppealHandled).late is False
    after = at + timedelta(seconds=1)
    assert given(*TO_HANDLE).when(handle(), by=unit(), at=after).then(AppealHandled).late is True


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, TO_FEED_BACK])
def test_only_what_is_being_handled(life):
    given(*life).when(handle(), by=unit()).refused(no.NotBeingHandled)


def test_what_is_not_solved_says_why_and_until_when():
    given(*TO_HANDLE).when(handle(outcome="not_solved"), by=unit()).refused(no.UnsolvedNeedsReason)
    reasoned = handle(outcome="not_solved", unsolved_reason="funds", plan="2027年3月前列入计划")
    given(*TO_HANDLE).when(reasoned, by=unit()).then(AppealHandled)


def test_the_public_reply_holds_no_personal_number():
    reply = handle(public_reply="已联系13904190001")
    given(*TO_HANDLE).when(reply, by=unit()).refused(no.PersonalDataInPublicText)


def test_the_measures_may():
    given(*TO_HANDLE).when(handle(measures="已联系13904190001"), by=unit()).then(AppealHandled)


def test_another_unit_may_not():
    given(*TO_HANDLE).when(handle(), by=unit("U-GA")).refused(no.OrderOfAnotherUnit)


@pytest.mark.parametrize("post", ["operator", "duty_leader", "supervisor", "admin"])
def test_the_centre_may_not(post):
    given(*TO_HANDLE).when(handle(), by=caller(post)).refused(no.PostRequired)
