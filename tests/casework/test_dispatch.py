from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealDispatched
from tests.examples import (
    CLOSED,
    NOW,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    caller,
    collected,
    dispatch,
    given,
    unit,
)


def test_an_appeal_is_dispatched_with_its_limit_on_the_order():
    fact = given(*TO_DISPATCH).when(dispatch()).then(AppealDispatched)
    assert (fact.lead_unit_name, fact.limit_rule, fact.round) == ("供热公司", "LR-3", 1)
    assert fact.deadline == NOW + timedelta(days=5)


@pytest.mark.parametrize(("urgency", "hours"), [("critical", 2), ("urgent", 24), ("normal", 120)])
def test_the_limit_follows_the_urgency(urgency, hours):
    fact = given(collected(urgency=urgency)).when(dispatch()).then(AppealDispatched)
    assert fact.deadline == NOW + timedelta(hours=hours)


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, CLOSED])
def test_an_appeal_is_dispatched_once(life):
    given(*life).when(dispatch()).refused(no.NotAwaitingDispatch)


def test_a_unit_must_exist():
    given(*TO_DISPATCH).when(dispatch("U-XX")).refused(no.UnknownUnit)


def test_a_unit_that_may_not_lead_is_not_sent_an_order():
    given(*TO_DISPATCH).when(dispatch("U-WY")).refused(no.UnitMayNotLead)


@pytest.mark.parametrize("post", ["collector", "caller", "supervisor", "auditor", "admin"])
def test_only_the_dispatchers_dispatch(post):
    given(*TO_DISPATCH).when(dispatch(), by=caller(post)).refused(no.PostRequired)


def test_a_department_does_not_dispatch():
    given(*TO_DISPATCH).when(dispatch(), by=unit()).refused(no.PostRequired)


def test_an_instruction_holds_no_personal_number():
    command = dispatch(instruction="联系13904190001")
    given(*TO_DISPATCH).when(command).refused(no.PersonalDataInPublicText)
