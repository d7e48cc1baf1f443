"""Taking in, in the row."""

from typing import get_args

from casework.appeal import events as e
from casework.appeal.words import OF_UNIT, Label
from casework.facts import Recorded
from projections.tracking.changes.steps import Change, Changes, asked, settled, without
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


def _protected(row: TrackingRow, fact: e.ProtectionAmended, recorded: Recorded) -> Changes:
    """What is not given stays; who is accused helps no more."""
    changed: Changes = {"co_units": without(row.co_units, fact.ended)}
    if fact.confidential is not None:
        kept = without(row.flags, ["confidential"])
        changed["flags"] = sorted({*kept, "confidential"} if fact.confidential else kept)
    if fact.claimant_kind is not None:
        changed["claimant_kind"] = fact.claimant_kind
    wanted = row.wants_callback if fact.wants_callback is None else fact.wants_callback
    return {**changed, "wants_callback": wanted and fact.claimant_kind != "anonymous"}


def _untold(row: TrackingRow, fact: object, recorded: Recorded) -> Changes:
    """What was told of the parent is no answer any more; a closing with it neither."""
    untold: Changes = dict.fromkeys(("fed_back_at", "called_back_at", "solved", "satisfied"))
    pending = without(row.pending, ["objection"])
    return {
        **untold, "status": "collected", "closed_at": None, "closing_kind": None,
        "pending": pending,
    }  # fmt: skip


CHANGES: dict[type, Change] = {
    e.IntakeAmended: _amended,
    e.InfoRequested: asked("info"),
    e.InfoProvided: settled("info"),
    e.AppealMerged: _merged,
    e.ProtectionAmended: _protected,
    e.AppealUnmerged: lambda row, fact, r: {**_untold(row, fact, r), "parent_no": None},
    e.AppealRejoined: _untold,
    e.ParentChanged: lambda row, fact, r: {"parent_no": fact.parent_no},
    e.ChildAttached: lambda row, fact, r: {"flags": sorted({*row.flags, "parent"})},
    e.AppealReclassified: lambda row, fact, r: {
        "category": fact.category,
        "category_name": fact.category_name,
    },
    e.SensitivityMarked: lambda row, fact, r: {"sensitive": fact.kind},
    e.AppealLabelled: _labelled,
}
