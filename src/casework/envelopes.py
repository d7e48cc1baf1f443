"""What every fact of one request carries: who, when, by which command, on whose word."""

from collections.abc import Callable
from datetime import datetime

from casework.appeal.commands import AppealCommand
from casework.facts import Actor, Decided, Envelope
from casework.requests import Opening, Request
from casework.scene import Scene


def envelopes(request: Request, role: str, scene: Scene) -> Callable[[Decided], Envelope]:
    """Return what makes the envelopes of a request's facts: of all, who and when are the same."""
    actor = Actor(request.caller.user, role, request.caller.unit)
    command_id, claimed = str(request.command_id), _claimed(request, scene)
    happened_at = scene.happened_at if scene.happened_at != scene.at else None
    reason = getattr(request.command, "backdating_reason", None) if happened_at else None

    def envelope(decided: Decided) -> Envelope:
        if decided.by is not None:
            return Envelope(
                recorded_at=scene.at, actor=decided.by, command_id=command_id,
                occurred_at=decided.occurred_at, causation_id=request.causation_id,
            )  # fmt: skip
        return Envelope(
            recorded_at=scene.at,
            actor=actor,
            command_id=command_id,
            occurred_at=decided.occurred_at or happened_at,
            correlation_id=request.correlation_id,
            causation_id=request.causation_id,
            ip=request.ip,
            source=decided.source,
            claimed_at=claimed,
            backdating_reason=reason,
        )

    return envelope


def _claimed(request: Request, scene: Scene) -> datetime | None:
    """Return when the sender says it happened, where that is too long ago to count."""
    command = request.command
    if not isinstance(command, AppealCommand) or isinstance(command, Opening):
        return None
    said = command.occurred_at
    return said if said is not None and said != scene.happened_at else None
