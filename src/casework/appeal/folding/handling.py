"""Handling: what was asked for, granted, done and told."""

from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.folding.steps import (
    After,
    asked,
    decided,
    marked,
    matter_of,
    settled,
    with_order,
)
from casework.appeal.words import OF_UNIT, Status
from casework.facts import Recorded

# What the unit has before it once more; a new result answers it (被退回重办).
_TO_DO_AGAIN = ("sent_back", "reworked")


def _contacted(appeal: Appeal, fact: e.ContactRecorded, _: Recorded) -> Appeal:
    return replace(appeal, visited=appeal.visited or fact.visited)


def _extended(appeal: Appeal, fact: e.ExtensionApproved, _: Recorded) -> Appeal:
    moved = settled(appeal, matter_of("extension", fact))
    order = appeal.order_of(fact.unit)
    if fact.helper and order is not None:
        return with_order(moved, replace(order, extensions=order.extensions + 1))
    return replace(moved, extensions=appeal.extensions + 1)


def _suspended(appeal: Appeal, _: e.AppealSuspended, __: Recorded) -> Appeal:
    counted = replace(appeal, suspensions=appeal.suspensions + 1)
    return marked(settled(counted, "suspension"), "suspended")


def _handled(appeal: Appeal, fact: e.AppealHandled, recorded: Recorded) -> Appeal:
    by = recorded.envelope.actor.user
    moved = replace(
        appeal,
        status=Status.HANDLED,
        handled_by=by,
        handlers=appeal.handlers | {by},
        late=appeal.late or fact.late,
        late_in_cycle=appeal.late_in_cycle or fact.late,
        outcome=fact.outcome,
        unsolved_reason=fact.unsolved_reason,
        result_version=recorded.version,
        feedback_attempts=0,
    )
    return marked(settled(moved, *OF_UNIT), off=("reviewed", "info_requested", *_TO_DO_AGAIN))


def _prepared(appeal: Appeal, _: e.ResultPrepared, recorded: Recorded) -> Appeal:
    """Return it with whoever prepared the result among those who had a hand in it."""
    return replace(appeal, handlers=appeal.handlers | {recorded.envelope.actor.user})


def _sent_back(appeal: Appeal, _: e.HandlingSentBack, __: Recorded) -> Appeal:
    return marked(replace(appeal, status=Status.HANDLING), "sent_back")


def _feedback_failed(appeal: Appeal, fact: e.FeedbackFailed, _: Recorded) -> Appeal:
    return replace(appeal, feedback_attempts=fact.attempt)


def _fed_back(appeal: Appeal, _: Any, recorded: Recorded) -> Appeal:
    return marked(
        replace(
            appeal,
            status=Status.FED_BACK,
            attempts=(),
            answered=False,
            solved=None,
            fed_back_at=recorded.envelope.happened_at,
        ),
        off=("evaluated",),
    )


AFTER: dict[type, After] = {
    e.ContactRecorded: _contacted,
    e.ExtensionRequested: asked("extension"),
    e.ExtensionApproved: _extended,
    e.ExtensionRefused: decided("extension"),
    e.SuspensionRequested: asked("suspension"),
    e.AppealSuspended: _suspended,
    e.SuspensionRefused: decided("suspension"),
    e.AppealResumed: lambda a, f, r: marked(a, off=("suspended",)),
    e.TerminationRequested: asked("termination"),
    e.TerminationRefused: decided("termination"),
    e.HandlingTerminated: decided("termination"),
    e.AppealHandled: _handled,
    e.HandlingAccepted: lambda a, f, r: marked(a, "reviewed"),
    e.ResultPrepared: _prepared,
    e.HandlingSentBack: _sent_back,
    e.FeedbackFailed: _feedback_failed,
    e.AppealFedBack: _fed_back,
    e.ResultShared: _fed_back,
}
