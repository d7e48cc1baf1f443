"""One more fact about an appeal: the row after it. Pure: reads no clock and looks nowhere else.

Times are those at which things happened; `stopped_at` is when the handling clock stopped. The
deadline follows whatever a fact says of the handling clock. What each fact changes beside that is
in `changes/`, a file a chapter.
"""

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from casework.facts import Fact, Recorded
from projections.tracking.changes import CHANGES
from projections.tracking.rows import TrackingRow


def fold(row: TrackingRow | None, recorded: Recorded) -> TrackingRow:
    """The row after this fact."""
    fact, envelope = recorded.fact, recorded.envelope
    if row is None:
        return _collected(fact, recorded)  # type: ignore[arg-type]
    changed = CHANGES[type(fact)](row, fact, recorded)
    due = _due(fact)
    if due is not None:
        changed["deadline"] = due
    return replace(
        row,
        version=recorded.version,
        position=recorded.position,
        updated_at=envelope.recorded_at,
        **changed,
    )


def _due(fact: Fact) -> datetime | None:
    """What a fact says of the handling deadline: that a clock starts, or that it moves."""
    for each in (*getattr(fact, "limits", ()), *getattr(fact, "moves", ())):
        if each.clock == "handling":
            due: datetime = each.due
            return due
    return None


def _collected(fact: e.AppealCollected, recorded: Recorded) -> TrackingRow:
    envelope, source = recorded.envelope, recorded.envelope.source
    nothing: dict[str, Any] = dict.fromkeys(_LATER)
    return TrackingRow(
        appeal_no=recorded.stream, version=recorded.version, position=recorded.position,
        status="collected", round=0, channel=fact.channel, type=fact.type, urgency=fact.urgency,
        title=fact.title, category=fact.category, category_name=fact.category_name,
        area=fact.area, place=fact.place, address=fact.address, lat=fact.lat, lng=fact.lng,
        claimant_kind=fact.claimant_kind, claimant_name=fact.claimant_name,
        claimant_phone=fact.claimant_phone, occurred_at=envelope.happened_at,
        collected_at=envelope.happened_at if source else envelope.recorded_at,
        suspended=False, callbacks=0, reassignments=0, reopenings=0, notes=0,
        external_no=fact.external_no, source=source.system if source else None,
        updated_at=envelope.recorded_at, collected_by=envelope.actor.user, co_units=[],
        pending=[], flags=["confidential"] if fact.confidential else [], sensitive="none",
        returns=0, extensions=0, suspensions=0, reworks=0, urges=0, supervisions=0, late=False,
        wants_callback=fact.wants_callback,
        **nothing,
    )  # fmt: skip


_LATER = (
    "lead_unit", "lead_unit_name", "deadline", "acknowledge_by", "dispatched_at",
    "acknowledged_at", "handled_at", "fed_back_at", "called_back_at", "closed_at", "stopped_at",
    "closing_kind", "outcome", "solved", "satisfied", "parent_no",
)  # fmt: skip
