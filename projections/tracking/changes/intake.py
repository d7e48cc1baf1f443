"""Taking in, in the row."""

from typing import get_args

from casework.appeal import events as e
from casework.appeal.words import Label
from casework.facts import Recorded
from casework.same import folded
from projections.tracking.changes.steps import (
    NOT_HANDED,
    OF_ORDER,
    Change,
    Changes,
    asked,
    settled,
    without,
)
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import kept, without_waits

_PERSONAL = ("address", "claimant_name", "claimant_phone")
_PUBLIC = ("type", "urgency", "title", "category", "category_name", "area", "place")


def _amended(row: TrackingRow, fact: e.IntakeAmended, recorded: Recorded) -> Changes:
    given = {f: v for f in (*_PUBLIC, *_PERSONAL) if (v := getattr(fact, f)) is not None}
    told = {f: f"{recorded.version}{v}" if f in _PERSONAL else v for f, v in given.items()}
    return {**told, "sought": folded(fact.title)} if fact.title is not None else told


def _merged(row: TrackingRow, fact: e.AppealMerged, recorded: Recorded) -> Changes:
    gone: Changes = {
        "status": "collected",
        "lead_unit": None,
        "lead_unit_name": None,
        "co_units": [],
        "acknowledged_at": None,
        **NOT_HANDED,
    }
    at = recorded.envelope.happened_at
    stands = {"parent_no": fact.parent_no, "suspended": False, "stopped_at": at}
    return {**gone, **stands, **without_waits(row, "info", *OF_ORDER)}


def _attached(row: TrackingRow, fact: e.ChildAttached, recorded: Recorded) -> Changes:
    children = sorted({*row.children, fact.child_no})
    return {"flags": sorted({*row.flags, "parent"}), "children": children}


def _detached(row: TrackingRow, fact: e.ChildDetached, recorded: Recorded) -> Changes:
    children = without(row.children, [fact.child_no])
    flags = row.flags if children else without(row.flags, ["parent"])
    return {"flags": flags, "children": children}


def _labelled(row: TrackingRow, fact: e.AppealLabelled, recorded: Recorded) -> Changes:
    return {"flags": sorted({*without(row.flags, get_args(Label)), *fact.labels})}


def _protected(row: TrackingRow, fact: e.ProtectionAmended, recorded: Recorded) -> Changes:
    """Keep what is not given; who is accused helps no more."""
    parts = ("co_units", "handed_to", "copied_to")
    changed: Changes = {part: without(getattr(row, part), fact.ended) for part in parts}
    changed |= kept(row, lambda wait: wait.unit not in fact.ended)
    if fact.complained_against_unit is not None:
        changed["complained_against_unit"] = fact.complained_against_unit or None
    if fact.confidential is not None:
        others = without(row.flags, ["confidential"])
        changed["flags"] = sorted({*others, "confidential"} if fact.confidential else others)
    if fact.claimant_kind is not None:
        changed["claimant_kind"] = fact.claimant_kind
    wanted = row.wants_callback if fact.wants_callback is None else fact.wants_callback
    return {**changed, "wants_callback": wanted and fact.claimant_kind != "anonymous"}


def _untold(row: TrackingRow, fact: object, recorded: Recorded) -> Changes:
    """Forget what was answered by the parent, and a closing with it."""
    untold: Changes = dict.fromkeys(("fed_back_at", "called_back_at", "solved", "satisfied"))
    closing = {"status": "collected", "closed_at": None, "closing_kind": None}
    return {**untold, **closing, **without_waits(row, "objection")}


CHANGES: dict[type, Change] = {
    e.IntakeAmended: _amended,
    e.InfoRequested: asked("info"),
    e.InfoProvided: settled("info"),
    e.AppealMerged: _merged,
    e.ProtectionAmended: _protected,
    e.AppealUnmerged: lambda row, fact, r: {**_untold(row, fact, r), "parent_no": None},
    e.AppealRejoined: _untold,
    e.ParentChanged: lambda row, fact, r: {"parent_no": fact.parent_no},
    e.ChildAttached: _attached,
    e.ChildDetached: _detached,
    e.AppealReclassified: lambda row, fact, r: {
        "category": fact.category,
        "category_name": fact.category_name,
    },
    e.SensitivityMarked: lambda row, fact, r: {"sensitive": fact.kind},
    e.AppealLabelled: _labelled,
}
