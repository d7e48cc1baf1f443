"""Judging and overseeing, in the row."""

from typing import Any

from casework.appeal import events as e
from casework.appeal.words import OF_UNIT
from casework.facts import Recorded
from projections.tracking.changes.steps import Change, Changes, asked, settled, without
from projections.tracking.rows import TrackingRow


def _called_back(row: TrackingRow, fact: e.CallbackRecorded, recorded: Recorded) -> Changes:
    """A visit that the unit recorded and the resident denies is flagged (DOMAIN 11.15)."""
    if not fact.connected or row.status != "fed_back":
        return {"callbacks": row.callbacks + 1}
    denied = ("nobody_came",) if fact.visited is False and "visited" in row.flags else ()
    return {
        "flags": sorted({*row.flags, *denied}),
        "status": "called_back",
        "callbacks": row.callbacks + 1,
        "called_back_at": recorded.envelope.happened_at,
        "solved": fact.solved,
        "satisfied": fact.satisfied,
        "pending": without(row.pending, ["objection"]),
    }


def _corrected(row: TrackingRow, fact: e.RecordCorrected, recorded: Recorded) -> Changes:
    """The newest record is the one shown; what has one in its place moves nothing."""
    if fact.superseded or fact.round != row.round:
        return {}
    match fact.record:
        case "callback":
            said: Changes = {"solved": fact.solved, "satisfied": fact.satisfied}
            again = {"status": "fed_back", "called_back_at": None} if fact.limits else {}
            return {**said, **again}
        case "result":
            return {"outcome": fact.outcome}
        case "feedback":
            return {"status": "handled", "fed_back_at": None} if fact.limits else {}
    return {"flags": sorted({*row.flags, "visited"})} if fact.visited else {}


def _again(row: TrackingRow, fact: Any, recorded: Recorded) -> Changes:
    """A new round with one unit; nobody helps in it yet."""
    anew: Changes = {"status": "handling", "round": fact.round, "stopped_at": None, "co_units": []}
    flags = without(row.flags, ["visited", "sent_back", "reworked"])
    anew["flags"] = sorted({*flags, "reworked"} if isinstance(fact, e.ReworkOrdered) else flags)
    anew["acknowledged_at"] = row.acknowledged_at or recorded.envelope.happened_at
    closing = {"closed_at": None, "closing_kind": None, "parent_no": None}
    units: Changes = {}
    if fact.unit and fact.unit != row.lead_unit:
        named = getattr(fact, "unit_name", None)
        units = {"lead_unit": fact.unit, "lead_unit_name": named or fact.unit}
    counted = "reworks" if isinstance(fact, e.ReworkOrdered) else "reopenings"
    more = {
        counted: getattr(row, counted) + 1,
        "pending": without(row.pending, (*OF_UNIT, "objection")),
    }
    return {**anew, **closing, **units, **more}


def _closed(row: TrackingRow, fact: e.AppealClosed, recorded: Recorded) -> Changes:
    at = recorded.envelope.happened_at
    return {
        "status": "closed",
        "closing_kind": fact.kind,
        "closed_at": at,
        "stopped_at": row.stopped_at or at,
        "suspended": False,
        "late": row.late or fact.late,
        "pending": without(row.pending, (*OF_UNIT, "withdrawal", "info", "objection")),
    }


def _withdrawn(row: TrackingRow, fact: e.AppealWithdrawn, recorded: Recorded) -> Changes:
    flags = ("public_interest",) if fact.continues else ()
    return settled("withdrawal", *flags)(row, fact, recorded)


def _supervised(row: TrackingRow, fact: e.SupervisionOpened, recorded: Recorded) -> Changes:
    return {
        "flags": without(row.flags, ["nobody_came"]) if fact.automatic else row.flags,
        "supervisions": row.supervisions + 1,
        "pending": sorted({*row.pending, f"supervision/{fact.supervision}"}),
    }


CHANGES: dict[type, Change] = {
    e.CallbackRecorded: _called_back,
    e.RecordCorrected: _corrected,
    e.EvaluationGiven: lambda row, fact, r: {"flags": sorted({*row.flags, "evaluated"})},
    e.ObjectionRaised: asked("objection"),
    e.ObjectionSettled: settled("objection"),
    e.ReworkOrdered: _again,
    e.WithdrawalRequested: asked("withdrawal"),
    e.AppealWithdrawn: _withdrawn,
    e.AppealClosed: _closed,
    e.AppealReopened: _again,
    e.AppealArchived: lambda row, fact, r: {"status": "archived"},
    e.ExclusionRequested: asked("exclusion"),
    e.ExclusionGranted: settled("exclusion", "excluded"),
    e.ExclusionRefused: settled("exclusion"),
    e.AssessmentAppealed: asked("assessment"),
    e.AssessmentCorrected: settled("assessment", "corrected"),
    e.AssessmentUpheld: settled("assessment"),
    e.OrderUrged: lambda row, fact, r: {"urges": fact.count},
    e.SupervisionOpened: _supervised,
    e.SupervisionClosed: lambda row, fact, r: {
        "pending": without(row.pending, [f"supervision/{fact.supervision}"]),
    },
    e.NoteAdded: lambda row, fact, r: {"notes": row.notes + 1},
    e.PersonalDataErased: lambda row, fact, r: {"flags": sorted({*row.flags, "erased"})},
}
