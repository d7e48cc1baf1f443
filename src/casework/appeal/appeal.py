"""What an appeal is now: its facts folded into a state. There is no rule in here."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.words import AppealType, Status, Urgency
from casework.facts import Recorded


class Appeal(msgspec.Struct, frozen=True):
    """As much of an appeal as its rules ask for. Instants are aware and UTC."""

    appeal_no: str
    version: int
    position: int
    moved_at: datetime
    status: Status
    type: AppealType
    urgency: Urgency
    anonymous: bool
    wants_callback: bool
    round: int = 0
    lead_unit: str | None = None
    deadline: datetime | None = None
    acknowledge_by: datetime | None = None
    acknowledged_by: str | None = None
    handled_by: str | None = None
    late: bool = False
    attempts: int = 0
    answered: bool = False

    def is_overdue(self, at: datetime) -> bool:
        """Whether the handling limit had passed at that instant."""
        return self.deadline is not None and at > self.deadline


def fold(history: Iterable[Recorded]) -> Appeal | None:
    """The state after these facts, oldest first; None before the first."""
    appeal: Appeal | None = None
    for recorded in history:
        appeal = evolve(appeal, recorded)
    return appeal


def evolve(appeal: Appeal | None, recorded: Recorded) -> Appeal:
    """The state after one more fact."""
    if appeal is None:
        return _collected(recorded)
    moved = replace(
        appeal,
        version=recorded.version,
        position=recorded.position,
        moved_at=recorded.envelope.recorded_at,
    )
    return _after(moved, recorded)


def _collected(recorded: Recorded) -> Appeal:
    fact = recorded.fact
    assert isinstance(fact, e.AppealCollected), "the first fact of an appeal is its collection"
    return Appeal(
        appeal_no=recorded.stream,
        version=recorded.version,
        position=recorded.position,
        moved_at=recorded.envelope.recorded_at,
        status=Status.COLLECTED,
        type=fact.type,
        urgency=fact.urgency,
        anonymous=fact.claimant_kind == "anonymous",
        wants_callback=fact.wants_callback,
    )


def _after(appeal: Appeal, recorded: Recorded) -> Appeal:
    match recorded.fact:
        case e.AppealDispatched() as fact:
            return _dispatched(appeal, fact)
        case e.OrderAcknowledged():
            by = recorded.envelope.actor.user
            return replace(appeal, status=Status.HANDLING, acknowledged_by=by)
        case e.AppealReassigned(to_unit=unit):
            return replace(appeal, lead_unit=unit)
        case e.AppealHandled(late=late):
            by = recorded.envelope.actor.user
            return replace(appeal, status=Status.HANDLED, handled_by=by, late=late)
        case e.AppealFedBack():
            return replace(appeal, status=Status.FED_BACK)
        case e.CallbackRecorded() as fact:
            return _called_back(appeal, fact)
        case e.AppealClosed():
            return replace(appeal, status=Status.CLOSED)
        case e.AppealReopened(round=number):
            return replace(appeal, status=Status.HANDLING, round=number, attempts=0, answered=False)
        case _:
            return appeal


def _dispatched(appeal: Appeal, fact: e.AppealDispatched) -> Appeal:
    return replace(
        appeal,
        status=Status.DISPATCHED,
        round=fact.round,
        lead_unit=fact.lead_unit,
        deadline=fact.deadline,
        acknowledge_by=fact.acknowledge_by,
        acknowledged_by=None,
    )


def _called_back(appeal: Appeal, fact: e.CallbackRecorded) -> Appeal:
    """An unanswered attempt leaves the appeal waiting for the next one."""
    answered = appeal.answered or fact.connected
    status = Status.CALLED_BACK if fact.connected else appeal.status
    return replace(appeal, status=status, attempts=fact.attempt, answered=answered)
