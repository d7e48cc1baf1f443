from typing import get_args

import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealClosed, AppealTransferredOut, DecisionEndorsed
from casework.appeal.words import EMERGENCY_LINES, Status, TransferTo
from tests.examples import (
    CLOSED,
    MERGED,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    all_but,
    ask,
    c,
    caller,
    china,
    duty_leader,
    given,
    return_accepted,
    return_requested,
    unit,
)

OTHERS = sorted(set(get_args(TransferTo)) - EMERGENCY_LINES)


def transfer_out(to="119", reason="起火", **more):
    return ask(c.TransferOut, to=to, reason=reason, **more)


@pytest.mark.parametrize("to", sorted(EMERGENCY_LINES))
def test_an_emergency_goes_at_once(to):  # DOMAIN 11.21
    when = given(*TO_DISPATCH).when(transfer_out(to, reference="119-7"), by=caller("collector"))
    assert when.then(AppealTransferredOut, AppealClosed).to == to
    assert (when.decide()[1].kind, when.decide()[1].approved_by) == ("transferred_out", None)


@pytest.mark.parametrize("to", OTHERS)
def test_to_any_other_body_a_duty_leader_approves_and_that_is_on_record(to):
    asked = given(*TO_DISPATCH).when(transfer_out(to))
    assert asked.then(DecisionEndorsed).matter == "transfer_out"
    assert asked.after().status == Status.COLLECTED
    approved = asked.lived().when(transfer_out(to), by=duty_leader())
    approved.then(AppealTransferredOut, AppealClosed)
    assert approved.decide()[1].approved_by == "duty"


@pytest.mark.finding("A26")
@pytest.mark.parametrize("post", ["operator", "collector"])
def test_nobody_else_approves_it(post):
    asked = given(*TO_DISPATCH).when(transfer_out("court")).lived()
    asked.when(transfer_out("court"), by=caller(post)).refused(no.SecondPersonNeeded)


def test_a_duty_leader_needs_no_other():
    closed = given(*TO_DISPATCH).when(transfer_out("court"), by=duty_leader()).decide()[1]
    assert closed.approved_by == "duty"


@pytest.mark.parametrize(
    ("reason", "refusal"), [("", no.EmptyText), ("请打13904190001", no.PersonalDataInPublicText)]
)
def test_it_says_why(reason, refusal):  # DOMAIN 5, invariant 7
    given(*TO_DISPATCH).when(transfer_out(reason=reason)).refused(refusal)


def test_it_stays_as_a_trace_that_can_be_reopened():  # DOMAIN 11.21
    clocks = given(*TO_DISPATCH).when(transfer_out()).after().clocks
    assert [k.name for k in clocks if k.running] == ["reopening"]


def test_what_was_overdue_in_a_units_hands_is_closed_as_late():  # DOMAIN 11.26
    life = (*TO_ACKNOWLEDGE, return_requested(), return_accepted())
    assert given(*life).when(transfer_out(), at=china(11, 30, 18, 1)).decide()[1].late is True


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, CLOSED])
def test_it_goes_out_before_dispatch(life):
    given(*life).when(transfer_out()).refused(no.NotAwaitingDispatch)


def test_a_merged_appeal_does_not():
    given(*MERGED).when(transfer_out()).refused(no.MergedIntoAnother)


@pytest.mark.parametrize("post", all_but("collector", "operator", "duty_leader"))
def test_nobody_but_the_centre_transfers(post):
    given(*TO_DISPATCH).when(transfer_out(), by=caller(post)).refused(no.PostRequired)


def test_a_unit_does_not():
    given(*TO_DISPATCH).when(transfer_out(), by=unit()).refused(no.PostRequired)
