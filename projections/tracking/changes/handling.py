"""Handling, in the row."""

from typing import Any

from casework.appeal import events as e
from casework.appeal.words import OF_UNIT
from casework.facts import Recorded
from projections.tracking.changes.steps import (
    AGAIN,
    Change,
    Changes,
    asked,
    settled,
    without,
)
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import without_lead


def _contacted(row: TrackingRow, fact: e.ContactRecorded, recorded: Recorded) -> Changes:
    visited = {"flags": sorted({*row.flags, "visited"})} if fact.visited else {}
    return {**visited, "contacted_at": recorded.envelope.happened_at} if fact.connected else visited


def _extended(row: TrackingRow, fact: e.ExtensionApproved, recorded: Recorded) -> Changes:
    counted = row.extensions if fact.helper else row.extensions + 1
    return {"extensions": counted, **settled("extension")(row, fact, recorded)}


def _suspended(row: TrackingRow, fact: e.AppealSuspended, recorded: Recorded) -> Changes:
    halted = {"suspended": True, "suspensions": row.suspensions + 1}
    return {**halted, **settled("suspension")(row, fact, recorded)}


def _handled(row: TrackingRow, fact: e.AppealHandled, recorded: Recorded) -> Changes:
    at = recorded.envelope.happened_at
    return {
        "status": "handled",
        "outcome": fact.outcome,
        "handled_at": at,
        "stopped_at": at,
        "suspended": False,
        "flags": without(row.flags, AGAIN),
        **without_lead(row, "info", *OF_UNIT),
    }


def _sent_back(row: TrackingRow, fact: e.HandlingSentBack, recorded: Recorded) -> Changes:
    """Send it back to the unit, whose result holds no more (退回重办)."""
    flags = sorted({*row.flags, "sent_back"})
    again = {"status": "handling", "stopped_at": None, "handled_at": None, "outcome": None}
    return {**again, "flags": flags, "sent_backs": row.sent_backs + 1}


def _fed_back(row: TrackingRow, fact: Any, recorded: Recorded) -> Changes:
    called = any(limit.clock == "callback" for limit in fact.limits)
    told = {"status": "fed_back", "fed_back_at": recorded.envelope.happened_at}
    return {**told, "wants_callback": called} if fact.limits else told


CHANGES: dict[type, Change] = {
    e.ContactRecorded: _contacted,
    e.ExtensionRequested: asked("extension"),
    e.ExtensionApproved: _extended,
    e.ExtensionRefused: settled("extension"),
    e.SuspensionRequested: asked("suspension"),
    e.AppealSuspended: _suspended,
    e.SuspensionRefused: settled("suspension"),
    e.AppealResumed: lambda row, fact, r: {"suspended": False},
    e.TerminationRequested: asked("termination"),
    e.TerminationRefused: settled("termination"),
    e.HandlingTerminated: settled("termination"),
    e.AppealHandled: _handled,
    e.HandlingSentBack: _sent_back,
    e.AppealFedBack: _fed_back,
    e.ResultShared: _fed_back,
}
