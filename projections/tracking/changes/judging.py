"""Judging and overseeing, in the row."""

from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from casework.facts import Recorded
from projections.tracking.changes.steps import (
    AGAIN,
    NOT_HANDED,
    OF_ORDER,
    Change,
    Changes,
    asked,
    settled,
    without,
)
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import (
    SECOND,
    asking,
    kept,
    waits_of,
    with_waits,
    without_waits,
)


def _called_back(row: TrackingRow, fact: e.CallbackRecorded, recorded: Recorded) -> Changes:
    """Flag a visit that the unit recorded and the resident denies (DOMAIN 11.15)."""
    tried: Changes = {
        "callbacks": row.callbacks + 1,
        "attempts": [*row.attempts, recorded.envelope.happened_at],
    }
    if not fact.connected or row.status not in ("fed_back", "called_back"):
        return tried
    denied = ("nobody_came",) if fact.visited is False and "visited" in row.flags else ()
    return {
        **tried,
        "flags": sorted({*row.flags, *denied}),
        "status": "called_back",
        "called_back_at": recorded.envelope.happened_at,
        "solved": fact.solved,
        "satisfied": fact.satisfied,
        **without_waits(row, "objection"),
    }


def _corrected(row: TrackingRow, fact: e.RecordCorrected, recorded: Recorded) -> Changes:
    """Show the newest record; what has one in its place moves nothing."""
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


# What belongs to a round: in the next it has not happened yet.
_OF_ROUND: Changes = {
    "stopped_at": None,
    "handled_at": None,
    "outcome": None,
    "fed_back_at": None,
    "called_back_at": None,
    "solved": None,
    "satisfied": None,
    "callbacks": 0,
    "attempts": [],
    "contacted_at": None,
    "closed_at": None,
    "closing_kind": None,
    "parent_no": None,
    "co_units": [],
}


def _again(row: TrackingRow, fact: Any, recorded: Recorded) -> Changes:
    """Start a new round with one unit; nobody helps in it yet."""
    anew: Changes = {"status": "handling", "round": fact.round, "deadline": fact.deadline}
    anew["acknowledged_at"] = row.acknowledged_at or recorded.envelope.happened_at
    units: Changes = {}
    if fact.unit and fact.unit != row.lead_unit:
        named = getattr(fact, "unit_name", None)
        units = {"lead_unit": fact.unit, "lead_unit_name": named or fact.unit, **NOT_HANDED}
    return {
        **_OF_ROUND,
        **anew,
        **units,
        **without_waits(row, *OF_ORDER, "objection", "forced_close"),
    }


def _rework(row: TrackingRow, fact: e.ReworkOrdered, recorded: Recorded) -> Changes:
    """Start again in the same cycle: what was late stays late."""
    flags = sorted({*without(row.flags, ["visited", *AGAIN]), "reworked"})
    return {**_again(row, fact, recorded), "reworks": row.reworks + 1, "flags": flags}


def _reopened(row: TrackingRow, fact: e.AppealReopened, recorded: Recorded) -> Changes:
    """Start a cycle: what was late in the one before is counted there."""
    flags = without(row.flags, ["visited", *AGAIN])
    counted = {"reopenings": row.reopenings + 1, "flags": flags, "missed": []}
    return {**_again(row, fact, recorded), **counted}


_CLOSED = ("forced_close", "transfer_out")  # what was signed once, and is done now


def _closed(row: TrackingRow, fact: e.AppealClosed, recorded: Recorded) -> Changes:
    at = recorded.envelope.happened_at
    return {
        "status": "closed",
        "closing_kind": fact.kind,
        "closed_at": at,
        "stopped_at": row.stopped_at or at,
        "suspended": False,
        "flags": without(row.flags, AGAIN),
        **without_waits(row, *OF_ORDER, *_CLOSED, "withdrawal", "info", "objection"),
    }


def _withdrawn(row: TrackingRow, fact: e.AppealWithdrawn, recorded: Recorded) -> Changes:
    flags = ("public_interest",) if fact.continues else ()
    return settled("withdrawal", *flags)(row, fact, recorded)


def _supervised(row: TrackingRow, fact: e.SupervisionOpened, recorded: Recorded) -> Changes:
    due = {limit.unit: limit.due for limit in fact.limits}
    waits = [
        asking(
            "supervision",
            fact,
            recorded,
            unit=unit,
            ground=fact.level,
            number=fact.supervision,
            until=due.get(f"{fact.supervision}/{unit}"),
        )
        for unit in fact.units
    ]
    return {
        "flags": without(row.flags, ["nobody_came"]) if fact.automatic else row.flags,
        "supervisions": row.supervisions + 1,
        **with_waits(row, waits),
    }


def _replied(row: TrackingRow, fact: e.SupervisionReplied, recorded: Recorded) -> Changes:
    """Note the answer; it stays open until the supervisor closes it."""
    at, meant = recorded.envelope.happened_at, ("supervision", fact.supervision, fact.unit)
    waits = waits_of(row.waiting)
    answered = [replace(w, answered_at=at) for w in waits if (w.what, w.number, w.unit) == meant]
    return with_waits(row, answered)


def _supervision_closed(row: TrackingRow, fact: e.SupervisionClosed, recorded: Recorded) -> Changes:
    return kept(row, lambda w: w.what != "supervision" or w.number != fact.supervision)


def _endorsed(row: TrackingRow, fact: e.DecisionEndorsed, recorded: Recorded) -> Changes:
    """Note that the first of two has signed: the second finds it here."""
    return with_waits(row, [asking(SECOND, fact, recorded, ground=fact.matter)])


CHANGES: dict[type, Change] = {
    e.CallbackRecorded: _called_back,
    e.RecordCorrected: _corrected,
    e.EvaluationGiven: lambda row, fact, r: {"flags": sorted({*row.flags, "evaluated"})},
    e.ObjectionRaised: asked("objection"),
    e.ObjectionSettled: settled("objection"),
    e.ReworkOrdered: _rework,
    e.WithdrawalRequested: asked("withdrawal"),
    e.AppealWithdrawn: _withdrawn,
    e.AppealClosed: _closed,
    e.AppealReopened: _reopened,
    e.AppealArchived: lambda row, fact, r: {"status": "archived"},
    e.ExclusionRequested: asked("exclusion"),
    e.ExclusionGranted: settled("exclusion", "excluded"),
    e.ExclusionRefused: settled("exclusion"),
    e.AssessmentAppealed: asked("assessment"),
    e.AssessmentCorrected: settled("assessment", "corrected"),
    e.AssessmentUpheld: settled("assessment"),
    e.OrderUrged: lambda row, fact, r: {"urges": fact.count},
    e.SupervisionOpened: _supervised,
    e.SupervisionReplied: _replied,
    e.SupervisionClosed: _supervision_closed,
    e.DecisionEndorsed: _endorsed,
    e.NoteAdded: lambda row, fact, r: {"notes": row.notes + 1},
    e.PersonalDataErased: settled("erasure", "erased"),
}
