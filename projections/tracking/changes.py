"""What each fact changes in the row of its appeal, in the order of a life."""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from casework.appeal import events as e
from casework.appeal.words import Label
from casework.facts import Recorded
from projections.tracking.rows import TrackingRow

Changes = dict[str, Any]

_PERSONAL = ("address", "claimant_name", "claimant_phone")
_PUBLIC = ("type", "urgency", "title", "category", "category_name", "area", "place")
_OF_UNIT = ("extension", "suspension", "termination")


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
    return {**gone, **stands, "pending": _without(row.pending, ("info", *_OF_UNIT))}


def _dispatched(row: TrackingRow, fact: e.AppealDispatched, recorded: Recorded) -> Changes:
    return {
        "status": "dispatched",
        "round": fact.round,
        "lead_unit": fact.lead_unit,
        "lead_unit_name": fact.lead_unit_name,
        "co_units": _with(row, [o.unit for o in fact.co_orders], lead=fact.lead_unit),
        "deadline": fact.deadline,
        "acknowledge_by": fact.acknowledge_by,
        "dispatched_at": row.dispatched_at or recorded.envelope.happened_at,
        "acknowledged_at": None,
        "stopped_at": None,
        "pending": _without(row.pending, ["info"]),
    }


def _acknowledged(row: TrackingRow, fact: e.OrderAcknowledged, recorded: Recorded) -> Changes:
    if fact.unit in row.co_units:
        return {}
    return {"status": "handling", "acknowledged_at": recorded.envelope.happened_at}


def _reassigned(row: TrackingRow, fact: e.AppealReassigned, recorded: Recorded) -> Changes:
    moved: Changes = {
        "lead_unit": fact.to_unit,
        "lead_unit_name": fact.to_unit_name,
        "co_units": _with(row, (), lead=fact.to_unit),
        "reassignments": row.reassignments + 1,
    }
    if not fact.to_acknowledge:
        return moved
    anew = {"status": "dispatched", "acknowledged_at": None, "acknowledge_by": _to_sign(fact)}
    return {**moved, **anew, "pending": _without(row.pending, _OF_UNIT)}


def _to_sign(fact: Any) -> Any:
    return next((x.due for x in fact.limits if x.clock == "acknowledgement"), None)


def _to_pool(row: TrackingRow, status: str = "collected") -> Changes:
    gone = {"lead_unit": None, "lead_unit_name": None, "acknowledged_at": None}
    return {"status": status, **gone, "pending": _without(row.pending, _OF_UNIT)}


def _return_requested(row: TrackingRow, fact: e.ReturnRequested, recorded: Recorded) -> Changes:
    asked: Changes = {"returns": row.returns + 1}
    return asked if fact.unit in row.co_units else {**asked, "status": "return_pending"}


def _return_accepted(row: TrackingRow, fact: e.ReturnAccepted, recorded: Recorded) -> Changes:
    if fact.unit in row.co_units:
        return {"co_units": _without(row.co_units, [fact.unit])}
    return _to_pool(row)


def _return_refused(row: TrackingRow, fact: e.ReturnRefused, recorded: Recorded) -> Changes:
    if fact.unit in row.co_units:
        return {}
    return {"status": "handling" if row.acknowledged_at else "dispatched"}


def _designated(row: TrackingRow, fact: e.UnitDesignated, recorded: Recorded) -> Changes:
    return {
        "status": "dispatched",
        "lead_unit": fact.unit,
        "lead_unit_name": fact.unit_name,
        "co_units": _with(row, (), lead=fact.unit),
        "acknowledge_by": _to_sign(fact),
        "acknowledged_at": None,
        "dispatched_at": row.dispatched_at or recorded.envelope.happened_at,
        "pending": _without(row.pending, _OF_UNIT),
    }


def _handed_over(row: TrackingRow, fact: e.OrdersHandedOver, recorded: Recorded) -> Changes:
    if row.lead_unit == fact.from_unit:
        lead = {"lead_unit": fact.to_unit, "lead_unit_name": fact.to_unit_name}
        return {**lead, "co_units": _with(row, (), lead=fact.to_unit)}
    there = [fact.to_unit if u == fact.from_unit else u for u in row.co_units]
    return {"co_units": [u for u in dict.fromkeys(there) if u != row.lead_unit]}


def _extended(row: TrackingRow, fact: e.ExtensionApproved, recorded: Recorded) -> Changes:
    return {"extensions": row.extensions + 1, **_settled("extension")(row, fact, recorded)}


def _suspended(row: TrackingRow, fact: e.AppealSuspended, recorded: Recorded) -> Changes:
    halted = {"suspended": True, "suspensions": row.suspensions + 1}
    return {**halted, **_settled("suspension")(row, fact, recorded)}


def _handled(row: TrackingRow, fact: e.AppealHandled, recorded: Recorded) -> Changes:
    at = recorded.envelope.happened_at
    return {
        "status": "handled",
        "outcome": fact.outcome,
        "handled_at": at,
        "stopped_at": at,
        "suspended": False,
        "late": row.late or fact.late,
        "pending": _without(row.pending, ("info", *_OF_UNIT)),
    }


def _fed_back(row: TrackingRow, fact: Any, recorded: Recorded) -> Changes:
    called = any(limit.clock == "callback" for limit in fact.limits)
    told = {"status": "fed_back", "fed_back_at": recorded.envelope.happened_at}
    return {**told, "wants_callback": called} if fact.limits else told


def _contacted(row: TrackingRow, fact: e.ContactRecorded, recorded: Recorded) -> Changes:
    return {"flags": sorted({*row.flags, "visited"})} if fact.visited else {}


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
    }


def _again(row: TrackingRow, fact: Any, recorded: Recorded) -> Changes:
    """A new round with one unit; nobody helps in it yet."""
    anew: Changes = {"status": "handling", "round": fact.round, "stopped_at": None, "co_units": []}
    anew["flags"] = _without(row.flags, ["visited"])
    anew["acknowledged_at"] = row.acknowledged_at or recorded.envelope.happened_at
    closing = {"closed_at": None, "closing_kind": None, "parent_no": None}
    units: Changes = {}
    if fact.unit and fact.unit != row.lead_unit:
        named = getattr(fact, "unit_name", None)
        units = {"lead_unit": fact.unit, "lead_unit_name": named or fact.unit}
    counted = "reworks" if isinstance(fact, e.ReworkOrdered) else "reopenings"
    more = {counted: getattr(row, counted) + 1, "pending": _without(row.pending, _OF_UNIT)}
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
        "pending": _without(row.pending, (*_OF_UNIT, "withdrawal", "info")),
    }


def _asked(matter: str) -> "Change":
    return lambda row, fact, recorded: {"pending": sorted({*row.pending, matter})}


def _settled(matter: str, *flags: str) -> "Change":
    def settled(row: TrackingRow, fact: Any, recorded: Recorded) -> Changes:
        changed: Changes = {"pending": _without(row.pending, [matter])}
        return {**changed, "flags": sorted({*row.flags, *flags})} if flags else changed

    return settled


def _withdrawn(row: TrackingRow, fact: e.AppealWithdrawn, recorded: Recorded) -> Changes:
    flags = ("public_interest",) if fact.continues else ()
    return _settled("withdrawal", *flags)(row, fact, recorded)


def _supervised(row: TrackingRow, fact: e.SupervisionOpened, recorded: Recorded) -> Changes:
    return {
        "flags": _without(row.flags, ["nobody_came"]) if fact.automatic else row.flags,
        "supervisions": row.supervisions + 1,
        "pending": sorted({*row.pending, f"supervision/{fact.supervision}"}),
    }


def _labelled(row: TrackingRow, fact: e.AppealLabelled, recorded: Recorded) -> Changes:
    return {"flags": sorted({*_without(row.flags, get_args(Label)), *fact.labels})}


def _with(row: TrackingRow, added: Sequence[str], lead: str) -> list[str]:
    return [u for u in dict.fromkeys((*row.co_units, *added)) if u != lead]


def _without(there: Sequence[str], gone: Sequence[str]) -> list[str]:
    return [x for x in there if x not in gone]


Change = Callable[[TrackingRow, Any, Recorded], Changes]

# Told on the timeline and heard by clocks; the row of the appeal stays as it is.
_ELSEWHERE = (
    e.AppealAnsweredDirectly,
    e.AppealNotAccepted,
    e.AppealTransferredOut,
    e.ChildDetached,
    e.OrderAssignedWithinUnit,
    e.CoHandlerReported,
    e.ProgressRecorded,
    e.HandlingAccepted,
    e.DecisionEndorsed,
    e.SupervisionReplied,
    e.ClockReminded,
    e.ClockOverdue,
    e.DeadlineRecalculated,
    e.FileAttached,
    e.RecusalRecorded,
    e.ClaimantRevealed,
)

CHANGES: dict[type, Change] = {
    **dict.fromkeys(_ELSEWHERE, lambda row, fact, recorded: {}),
    e.IntakeAmended: _amended,
    e.InfoRequested: _asked("info"),
    e.InfoProvided: _settled("info"),
    e.AppealMerged: _merged,
    e.AppealUnmerged: lambda row, fact, r: {"parent_no": None, "status": "collected"},
    e.ChildAttached: lambda row, fact, r: {"flags": sorted({*row.flags, "parent"})},
    e.AppealReclassified: lambda row, fact, r: {
        "category": fact.category,
        "category_name": fact.category_name,
    },
    e.SensitivityMarked: lambda row, fact, r: {"sensitive": fact.kind},
    e.AppealDispatched: _dispatched,
    e.OrderRecalled: lambda row, fact, r: _to_pool(row),
    e.OrderAcknowledged: _acknowledged,
    e.AppealReassigned: _reassigned,
    e.ReturnRequested: _return_requested,
    e.ReturnAccepted: _return_accepted,
    e.ReturnRefused: _return_refused,
    e.ArbitrationOpened: lambda row, fact, r: _to_pool(row, "arbitration"),
    e.UnitDesignated: _designated,
    e.CoHandlerAdded: lambda row, fact, r: {
        "co_units": _with(row, [fact.order.unit], row.lead_unit or ""),
    },
    e.WhistleBlown: lambda row, fact, r: {
        "co_units": _with(row, [o.unit for o in fact.orders], row.lead_unit or ""),
    },
    e.OrdersHandedOver: _handed_over,
    e.ContactRecorded: _contacted,
    e.ExtensionRequested: _asked("extension"),
    e.ExtensionApproved: _extended,
    e.ExtensionRefused: _settled("extension"),
    e.SuspensionRequested: _asked("suspension"),
    e.AppealSuspended: _suspended,
    e.SuspensionRefused: _settled("suspension"),
    e.AppealResumed: lambda row, fact, r: {"suspended": False},
    e.TerminationRequested: _asked("termination"),
    e.TerminationRefused: _settled("termination"),
    e.HandlingTerminated: _settled("termination"),
    e.AppealHandled: _handled,
    e.HandlingSentBack: lambda row, fact, r: {"status": "handling", "stopped_at": None},
    e.AppealFedBack: _fed_back,
    e.ResultShared: _fed_back,
    e.CallbackRecorded: _called_back,
    e.ReworkOrdered: _again,
    e.WithdrawalRequested: _asked("withdrawal"),
    e.AppealWithdrawn: _withdrawn,
    e.AppealClosed: _closed,
    e.AppealReopened: _again,
    e.AppealArchived: lambda row, fact, r: {"status": "archived"},
    e.ExclusionRequested: _asked("exclusion"),
    e.ExclusionGranted: _settled("exclusion", "excluded"),
    e.ExclusionRefused: _settled("exclusion"),
    e.AssessmentAppealed: _asked("assessment"),
    e.AssessmentCorrected: _settled("assessment", "corrected"),
    e.AssessmentUpheld: _settled("assessment"),
    e.OrderUrged: lambda row, fact, r: {"urges": fact.count},
    e.SupervisionOpened: _supervised,
    e.SupervisionClosed: lambda row, fact, r: {
        "pending": _without(row.pending, [f"supervision/{fact.supervision}"]),
    },
    e.AppealLabelled: _labelled,
    e.NoteAdded: lambda row, fact, r: {"notes": row.notes + 1},
    e.PersonalDataErased: lambda row, fact, r: {"flags": sorted({*row.flags, "erased"})},
}
