"""One more fact about an appeal: the row after it. Pure: reads no clock and looks nowhere else.

Times are those at which things happened; `stopped_at` is when the handling clock stopped.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from casework.facts import Recorded
from projections.tracking.rows import TrackingRow

Change = dict[str, Any]


def fold(row: TrackingRow | None, recorded: Recorded) -> TrackingRow:
    """The row after this fact."""
    fact, at = recorded.fact, recorded.envelope.happened_at
    if row is None:
        return _collected(fact, recorded)  # type: ignore[arg-type]
    return replace(
        row,
        version=recorded.version,
        position=recorded.position,
        updated_at=recorded.envelope.recorded_at,
        **_CHANGES[type(fact)](row, fact, at),
    )


def _collected(fact: e.AppealCollected, recorded: Recorded) -> TrackingRow:
    envelope, source = recorded.envelope, recorded.envelope.source
    return TrackingRow(
        appeal_no=recorded.stream, version=recorded.version, position=recorded.position,
        status="collected", round=0, channel=fact.channel, type=fact.type, urgency=fact.urgency,
        title=fact.title, category=fact.category, category_name=fact.category_name,
        area=fact.area, place=fact.place, address=fact.address, lat=fact.lat, lng=fact.lng,
        claimant_kind=fact.claimant_kind, claimant_name=fact.claimant_name,
        claimant_phone=fact.claimant_phone, lead_unit=None, lead_unit_name=None, deadline=None,
        acknowledge_by=None, occurred_at=envelope.happened_at,
        collected_at=envelope.happened_at if source else envelope.recorded_at,
        dispatched_at=None, acknowledged_at=None, handled_at=None, fed_back_at=None,
        called_back_at=None, closed_at=None, stopped_at=None, suspended=False, closing_kind=None,
        outcome=None, solved=None, satisfied=None, callbacks=0, reassignments=0, reopenings=0,
        notes=0, external_no=fact.external_no, source=source.system if source else None,
        updated_at=envelope.recorded_at,
    )  # fmt: skip


def _dispatched(row: TrackingRow, fact: e.AppealDispatched, at: datetime) -> Change:
    return {
        "status": "dispatched",
        "round": fact.round,
        "lead_unit": fact.lead_unit,
        "lead_unit_name": fact.lead_unit_name,
        "deadline": fact.deadline,
        "acknowledge_by": fact.acknowledge_by,
        "dispatched_at": row.dispatched_at or at,
        "acknowledged_at": None,
        "stopped_at": None,
    }


def _acknowledged(row: TrackingRow, fact: e.OrderAcknowledged, at: datetime) -> Change:
    return {"status": "handling", "acknowledged_at": at}


def _reassigned(row: TrackingRow, fact: e.AppealReassigned, at: datetime) -> Change:
    return {
        "lead_unit": fact.to_unit,
        "lead_unit_name": fact.to_unit_name,
        "reassignments": row.reassignments + 1,
    }


def _handled(row: TrackingRow, fact: e.AppealHandled, at: datetime) -> Change:
    return {
        "status": "handled",
        "outcome": fact.outcome,
        "handled_at": at,
        "stopped_at": at,
        "suspended": False,
    }


def _fed_back(row: TrackingRow, fact: e.AppealFedBack, at: datetime) -> Change:
    return {"status": "fed_back", "fed_back_at": at}


def _called_back(row: TrackingRow, fact: e.CallbackRecorded, at: datetime) -> Change:
    if not fact.connected:
        return {"callbacks": row.callbacks + 1}
    return {
        "status": "called_back",
        "callbacks": row.callbacks + 1,
        "called_back_at": at,
        "solved": fact.solved,
        "satisfied": fact.satisfied,
    }


def _closed(row: TrackingRow, fact: e.AppealClosed, at: datetime) -> Change:
    return {
        "status": "closed",
        "closing_kind": fact.kind,
        "closed_at": at,
        "stopped_at": row.stopped_at or at,
        "suspended": False,
    }


def _reopened(row: TrackingRow, fact: e.AppealReopened, at: datetime) -> Change:
    return {
        "status": "handling",
        "round": fact.round,
        "reopenings": row.reopenings + 1,
        "closed_at": None,
        "closing_kind": None,
        "stopped_at": None,
    }


_CHANGES: dict[type, Callable[[TrackingRow, Any, datetime], Change]] = {
    e.AppealDispatched: _dispatched,
    e.OrderAcknowledged: _acknowledged,
    e.AppealReassigned: _reassigned,
    e.ProgressRecorded: lambda row, fact, at: {},
    e.AppealSuspended: lambda row, fact, at: {"suspended": True},
    e.AppealResumed: lambda row, fact, at: {"suspended": False},
    e.AppealHandled: _handled,
    e.AppealFedBack: _fed_back,
    e.CallbackRecorded: _called_back,
    e.AppealWithdrawn: lambda row, fact, at: {},
    e.AppealClosed: _closed,
    e.AppealReopened: _reopened,
    e.NoteAdded: lambda row, fact, at: {"notes": row.notes + 1},
}
