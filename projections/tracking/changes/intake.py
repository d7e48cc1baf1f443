"""Taking in, in the row."""

from typing import get_args

from casework.appeal import events as e
from casework.appeal.words import Label
from casework.facts import Recorded
from projections.tracking.changes.steps import OF_UNIT, Change, Changes, asked, settled, without
from projections.tracking.rows import TrackingRow

_PERSONAL = ("address", "claimant_name", "claimant_phone")
_PUBLIC = ("type", "urgency", "title", "category", "category_name", "area", "place")


def _amended(row: TrackingRow, fact: e.IntakeAmended, recorded: Recorded) -> Changes:
    given = {f: v for f in (*_PUBLIC, *_PERSONAL) if (v := getattr(fact, f)) is not None}
    return {f: f"{recorded.version}{v}" if f in _PERSONAL else v for f, v in given.items()}


def _merged(row: TrackingRow, fact: e.AppealMerged, recorded: Recorded) -> Changes:
    gone: Changes = {
        "status": "collected",
        "lead_unit": None,
        "lead_unit_name": None,
        "co_units": [],
    }
    at = recorded.envelope.happened_at
    stands = {"parent_no": fact.parent_no, "suspended": False, "stopped_at": at}
    return {**gone, **stands, "pending": without(row.pending, ("info", *OF_UNIT))}


def _labelled(row: TrackingRow, fact: e.AppealLabelled, recorded: Recorded) -> Changes:
    return {"flags": sorted({*without(row.flags, get_args(Label)), *fact.labels})}


CHANGES: dict[type, Change] = {
    e.IntakeAmended: _amended,
    e.InfoRequested: asked("info"),
    e.InfoProvided: settled("info"),
    e.AppealMerged: _merged,
    e.AppealUnmerged: lambda row, fact, r: {"parent_no": None, "status": "collected"},
    e.ChildAttached: lambda row, fact, r: {"flags": sorted({*row.flags, "parent"})},
    e.AppealReclassified: lambda row, fact, r: {
        "category": fact.category,
        "category_name": fact.category_name,
    },
    e.SensitivityMarked: lambda row, fact, r: {"sensitive": fact.kind},
    e.AppealLabelled: _labelled,
}
