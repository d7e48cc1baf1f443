import pytest

from casework.appeal import refusals as no
from casework.appeal.events import AppealClosed
from tests.examples import (
    CLOSED,
    TO_CALL_BACK,
    TO_CLOSE,
    TO_FEED_BACK,
    TO_HANDLE,
    callback_staff,
    caller,
    close,
    collected,
    duty_leader,
    given,
    handled,
    not_reached,
    operator,
    unit,
)

UNREACHED = (*TO_CALL_BACK, not_reached(1), not_reached(2), not_reached(3))


@pytest.mark.parametrize("by", [callback_staff(), duty_leader()])
def test_the_centre_closes(by):
    assert given(*TO_CLOSE).when(close(), by=by).then(AppealClosed).kind == "normal"


@pytest.mark.parametrize("by", [unit(), operator(), caller("supervisor"), caller("admin")])
def test_nobody_else_closes(by):
    given(*TO_CLOSE).when(close(), by=by).refused(no.PostRequired)


def test_who_handled_does_not_close():
    given(*TO_CLOSE).when(close(), by=caller("caller", user="gr-clerk")).refused(no.SameHands)


def test_what_was_late_is_closed_as_late():
    life = (*TO_HANDLE, handled(late=True), *TO_CLOSE[-2:])
    fact = given(*life).when(close(), by=duty_leader()).then(AppealClosed)
    assert (fact.kind, fact.late) == ("normal_late", True)


def test_a_callback_is_owed_first():
    given(*TO_CALL_BACK).when(close(), by=duty_leader()).refused(no.CallbackOutstanding)


def test_no_callback_is_owed_to_nobody():
    life = (collected(claimant_kind="anonymous", wants_callback=False), *TO_CALL_BACK[1:])
    given(*life).when(close(), by=duty_leader()).then(AppealClosed)


def test_unreachable_takes_three_attempts():
    command = close("unreachable", reason="三次未接通")
    given(*UNREACHED[:-1]).when(command, by=callback_staff()).refused(no.StillReachable)
    assert given(*UNREACHED).when(command, by=callback_staff()).then(AppealClosed)
    given(*TO_CLOSE).when(command, by=callback_staff()).refused(no.StillReachable)


@pytest.mark.parametrize("kind", ["unsolved_explained", "refused_by_law", "unreachable"])
def test_any_other_kind_needs_a_reason(kind):
    given(*TO_CLOSE).when(close(kind), by=duty_leader()).refused(no.KindNeedsReason)


@pytest.mark.parametrize(
    "kind", ["withdrawn", "not_accepted", "transferred_out", "duplicate_merged"]
)
def test_kinds_with_a_verb_of_their_own_are_not_chosen(kind):
    given(*TO_CLOSE).when(close(kind, reason="x"), by=duty_leader()).refused(no.KindHasItsOwnVerb)


def test_force_takes_two():
    forced = close("forced", reason="领导批示", approved_by="duty2")
    assert given(*TO_CALL_BACK).when(forced, by=duty_leader()).then(AppealClosed)
    given(*TO_CALL_BACK).when(forced, by=callback_staff()).refused(no.SecondApprovalMissing)
    alone = close("forced", reason="领导批示", approved_by="nobody")
    given(*TO_CALL_BACK).when(alone, by=duty_leader()).refused(no.SecondApprovalMissing)


@pytest.mark.parametrize("life", [TO_FEED_BACK, CLOSED])
def test_only_what_was_fed_back_and_only_once(life):
    given(*life).when(close(), by=duty_leader()).refused(no.NotAwaitingClosing)
