"""Requests, in the row: what waits for the unit's head, and what became moot."""

from casework.appeal import events as e
from casework.facts import Recorded
from projections.tracking.changes.steps import Change, Changes
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import (
    HEAD,
    asking,
    kept,
    with_waits,
    without_request,
    without_waits,
)


def _awaited(row: TrackingRow, fact: e.ApprovalRequested, recorded: Recorded) -> Changes:
    return with_waits(row, [asking(HEAD, fact, recorded, ground=fact.verb)])


def _answered(row: TrackingRow, verb: str, unit: str) -> Changes:
    return kept(row, lambda w: (w.what, w.ground, w.unit) != (HEAD, verb, unit))


def _voided(row: TrackingRow, fact: e.RequestVoided, recorded: Recorded) -> Changes:
    kind, _, verb = fact.matter.partition(":")
    if verb:
        return _answered(row, verb, fact.unit)
    if kind != "return":
        return without_request(row, kind, fact)
    waits = without_waits(row, "return", unit=fact.unit)
    if fact.helper:
        return waits
    return {"status": "handling" if row.acknowledged_at else "dispatched", **waits}


CHANGES: dict[type, Change] = {
    e.ApprovalRequested: _awaited,
    e.ApprovalGranted: lambda row, fact, r: _answered(row, fact.verb, fact.unit),
    e.ApprovalDeclined: lambda row, fact, r: _answered(row, fact.verb, fact.unit),
    e.RequestVoided: _voided,
}
