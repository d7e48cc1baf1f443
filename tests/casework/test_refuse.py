from typing import get_args

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import going
from casework.appeal.events import AppealClosed, AppealNotAccepted
from casework.appeal.words import NotAcceptedGround, Status
from tests.examples import (
    CLOSED,
    MERGED,
    NOW,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    all_but,
    ask,
    c,
    caller,
    china,
    given,
    return_accepted,
    return_requested,
    timekeeper,
    unit,
)


def refuse(reason="法院已受理", ground="in_or_for_litigation", **more):
    return ask(c.RefuseAppeal, ground=ground, reason=reason, **more)


@pytest.mark.parametrize("ground", get_args(NotAcceptedGround))
def test_each_ground_ends_it_with_its_reason(ground):  # DOMAIN 9.1
    when = given(*TO_DISPATCH).when(refuse(ground=ground, advice="请走诉讼程序"))
    assert when.then(AppealNotAccepted, AppealClosed).ground == ground
    assert (when.decide()[1].kind, when.decide()[1].reason) == ("not_accepted", "法院已受理")


def test_from_then_on_only_the_window_for_reopening_runs():
    appeal = given(*TO_DISPATCH).when(refuse()).after()
    assert appeal.status == Status.CLOSED
    assert [k.name for k in appeal.clocks if k.running] == ["reopening"]
    assert going(appeal.clocks, "reopening").amount == "90 d"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": " "}, no.EmptyText),
        ({"reason": "请打13904190001"}, no.PersonalDataInPublicText),
        ({"advice": "请打13904190001"}, no.PersonalDataInPublicText),
        ({"told_claimant_at": china(11, 23, 9, 1)}, no.TimeInTheFuture),
    ],
)
def test_a_refusal_without_a_proper_reason_is_none(fields, refusal):  # DOMAIN 5, invariant 7
    given(*TO_DISPATCH).when(refuse(**fields)).refused(refusal)


def test_when_the_claimant_was_told_is_on_record():
    fact = given(*TO_DISPATCH).when(refuse(told_claimant_at=NOW)).decide()[0]
    assert fact.told_claimant_at == NOW


def test_what_was_overdue_in_a_units_hands_is_closed_as_late():  # DOMAIN 11.26
    life = (*TO_ACKNOWLEDGE, return_requested(), return_accepted())
    assert given(*life).when(refuse(), at=china(11, 30)).decide()[1].late is False
    assert given(*life).when(refuse(), at=china(11, 30, 18, 1)).decide()[1].late is True


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, CLOSED])
def test_it_is_refused_before_dispatch_or_not_at_all(life):
    given(*life).when(refuse()).refused(no.NotAwaitingDispatch)


def test_a_merged_appeal_is_not_refused():
    given(*MERGED).when(refuse()).refused(no.MergedIntoAnother)


def test_the_timekeeper_refuses_what_stays_unclear():  # DOMAIN 11.12
    command = refuse("逾期未补充", "unclear_and_no_contact")
    given(*TO_DISPATCH).when(command, by=timekeeper()).then(AppealNotAccepted, AppealClosed)


@pytest.mark.parametrize("post", ["collector", "operator", "duty_leader"])
def test_the_centre_refuses(post):
    given(*TO_DISPATCH).when(refuse(), by=caller(post)).then(AppealNotAccepted, AppealClosed)


@pytest.mark.parametrize("post", all_but("collector", "operator", "duty_leader"))
def test_nobody_else_refuses(post):
    given(*TO_DISPATCH).when(refuse(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_asks_for_a_return_instead():
    given(*TO_DISPATCH).when(refuse(), by=unit()).refused(no.PostRequired)
