"""One fact: its row on the timeline. Pure."""

import msgspec

from casework.facts import Recorded
from projections.timeline.rows import TimelineRow
from projections.timeline.sentences import marked

_encode = msgspec.json.Encoder().encode


def fold(row: None, recorded: Recorded) -> TimelineRow:
    """Return the row of this fact; there is never one already."""
    envelope = recorded.envelope
    return TimelineRow(
        appeal_no=recorded.stream,
        version=recorded.version,
        position=recorded.position,
        fact=recorded.fact.TOPIC,
        occurred_at=envelope.happened_at,
        recorded_at=envelope.recorded_at,
        actor=envelope.actor.user,
        role=envelope.actor.role,
        unit=envelope.actor.unit,
        source=_source(recorded),
        sentence=marked(recorded),
        details=_encode(_details(recorded)).decode(),
        cause=envelope.causation_id,
    )


def _details(recorded: Recorded) -> object:
    """Return the fact; with why it was recorded later, where that was asked."""
    reason = recorded.envelope.backdating_reason
    if reason is None:
        return recorded.fact
    return {**msgspec.to_builtins(recorded.fact), "backdating_reason": reason}


def _source(recorded: Recorded) -> str | None:
    source = recorded.envelope.source
    if source is None:
        return None
    return source.system if source.row is None else f"{source.system}#{source.row}"
