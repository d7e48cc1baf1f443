from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.events import (
    AppealClosed,
    ExtensionRequested,
    HandlingTerminated,
    SupervisionOpened,
    TerminationRefused,
    TerminationRequested,
)
from casework.appeal.words import Status
from tests.examples import (
    CLOSED,
    HELPED,
    NOW,
    TO_HANDLE,
    all_but,
    ask,
    c,
    caller,
    china,
    duty_leader,
    given,
    handled,
    return_requested,
    suspended,
    unit,
    unit_head,
)

REQUEST = TerminationRequested(
    unit="U-GR", ground="object_gone", reason="房屋已拆除", approved_by="gr-head"
)
ASKED = (*TO_HANDLE, REQUEST)
NEXT_DAY = china(11, 24, 10)


def decide(decision="accept", reason="您反映的房屋已拆除，不再供热。"):
    return ask(c.DecideTermination, decision=decision, reason=reason)


def test_it_ends_with_an_explanation_to_the_claimant():
    when = given(*ASKED).when(decide(), by=duty_leader())
    when.then(HandlingTerminated, AppealClosed)
    ended, closed = when.decide()
    assert (ended.ground, ended.explanation) == ("object_gone", "您反映的房屋已拆除，不再供热。")
    assert (closed.kind, closed.reason) == ("terminated", ended.explanation)


def test_every_clock_stops_but_the_window_for_reopening():
    appeal = given(*ASKED).when(decide(), by=duty_leader(), at=NEXT_DAY).after()
    assert (appeal.status, appeal.requests) == (Status.CLOSED, {})
    assert [k.name for k in appeal.clocks if k.stopped_at is None] == ["reopening"]
    assert find(appeal.clocks, "reopening").due == NEXT_DAY + timedelta(days=90)


@pytest.mark.parametrize(("at", "late"), [(china(11, 30), False), (china(11, 30, 18, 1), True)])
def test_that_it_was_overdue_is_not_forgotten(at, late):  # DOMAIN 11.26
    _, closed = given(*ASKED).when(decide(), by=duty_leader(), at=at).decide()
    assert closed.late is late


def test_refused_the_unit_goes_on():
    when = given(*ASKED).when(decide("refuse", "仍在供热范围"), by=duty_leader(), at=NEXT_DAY)
    when.then(TerminationRefused)
    appeal = when.after()
    assert (appeal.status, appeal.requests, appeal.deadline) == (
        Status.HANDLING,
        {},
        china(11, 30),
    )
    assert find(appeal.clocks, "handling").running


def test_it_says_why():  # DOMAIN 5, invariant 7
    given(*ASKED).when(decide("accept", " "), by=duty_leader()).refused(no.EmptyText)
    given(*ASKED).when(decide("refuse", " "), by=duty_leader()).refused(no.EmptyText)


def test_neither_what_the_claimant_is_told_nor_a_refusal_holds_a_number():
    named = "已电话13904190001说明"
    accepted = given(*ASKED).when(decide("accept", named), by=duty_leader())
    accepted.refused(no.PersonalDataInPublicText)
    refused = given(*ASKED).when(decide("refuse", named), by=duty_leader())
    refused.refused(no.PersonalDataInPublicText)


def test_other_requests_are_decided_first():
    extension = ExtensionRequested(
        unit="U-GR", reason="等待配件", until=china(12, 4), claimant_informed_at=NOW
    )
    given(*ASKED, extension).when(decide(), by=duty_leader()).refused(no.RequestsPending)
    of_helper = (*HELPED, REQUEST, return_requested("U-GA"))
    given(*of_helper).when(decide(), by=duty_leader()).refused(no.RequestsPending)


def test_under_supervision_it_is_not_ended():
    opened = SupervisionOpened(supervision=1, level="routine", units=("U-GR",), demand="说明")
    given(*ASKED, opened).when(decide(), by=duty_leader()).refused(no.UnderSupervision)


def test_what_is_suspended_is_resumed_first():
    given(*ASKED, suspended()).when(decide(), by=duty_leader()).refused(no.Suspended)


def test_there_is_something_to_decide():
    given(*TO_HANDLE).when(decide(), by=duty_leader()).refused(no.NoTerminationPending)


@pytest.mark.parametrize("life", [(*ASKED, handled()), (*ASKED, return_requested()), CLOSED])
def test_only_what_is_being_handled(life):
    given(*life).when(decide(), by=duty_leader()).refused(no.NotBeingHandled)


@pytest.mark.parametrize("post", all_but("duty_leader"))
def test_only_a_duty_leader_decides(post):
    given(*ASKED).when(decide(), by=caller(post)).refused(no.PostRequired)


@pytest.mark.parametrize("by", [unit(), unit_head()])
def test_the_unit_does_not_end_it_itself(by):
    given(*ASKED).when(decide(), by=by).refused(no.PostRequired)
