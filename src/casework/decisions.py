"""What comes of a batch: what is answered, stored in which envelope, and decided again."""

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from casework.appeal.commands import AppealCommand
from casework.context import DecisionContext
from casework.facts import Actor, Envelope, NewFact
from casework.requests import Answer, Opening, Rehearsal, Request
from casework.store.recorder import Appending, Outcome
from casework.store.store import Draft


class Accepted(msgspec.Struct):
    """An accepted request with the events to append for it."""

    request: Request
    drafts: list[Draft]
    status: str
    appending: Appending | None = None

    def answer(self, outcome: Outcome) -> Answer:
        """Return what the caller is told once it is stored."""
        stream = self.drafts[0].stream
        moved = {d.stream: d.version for d in self.drafts if d.stream != stream}
        also = tuple(moved.items()) if isinstance(self.request.command, AppealCommand) else ()
        return Answer(stream, outcome.version, outcome.position, self.status, also=also)


class BatchResult(msgspec.Struct):
    """The result of a round: answers ready now, events to append, requests for the next round."""

    answered: list[tuple[Request, Answer | Rehearsal | Exception]] = []
    decisions: list[Accepted] = []
    later: list[Request] = []


class MissingStreams(Exception):
    """A rule looks at appeals that were not loaded: decide it again with them."""

    def __init__(self, streams: Iterable[str] = ()) -> None:
        super().__init__()
        self.streams = frozenset(streams)


def envelopes(
    request: Request, role: str, context: DecisionContext
) -> Callable[[NewFact], Envelope]:
    """Return what makes the envelopes of a request's facts: of all, who and when are the same."""
    actor = Actor(request.caller.user, role, request.caller.unit)
    command_id, claimed = str(request.command_id), _claimed(request, context)
    happened_at = context.happened_at if context.happened_at != context.at else None
    reason = getattr(request.command, "backdating_reason", None) if happened_at else None

    def envelope(decided: NewFact) -> Envelope:
        if decided.by is not None:
            return Envelope(
                recorded_at=context.at,
                actor=decided.by,
                command_id=command_id,
                occurred_at=decided.occurred_at,
                causation_id=request.causation_id,
            )
        return Envelope(
            recorded_at=context.at,
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


def _claimed(request: Request, context: DecisionContext) -> datetime | None:
    """Return when the sender says it happened, where that is too long ago to count."""
    command = request.command
    if not isinstance(command, AppealCommand) or isinstance(command, Opening):
        return None
    said = command.occurred_at
    return said if said is not None and said != context.happened_at else None
