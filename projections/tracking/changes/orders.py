"""Orders, in the row: who leads, who helps."""

from casework.appeal import events as e
from casework.appeal.words import OF_UNIT
from casework.facts import Recorded
from projections.tracking.changes.steps import (
    Change,
    Changes,
    to_pool,
    to_sign,
    with_units,
    without,
)
from projections.tracking.rows import TrackingRow


def _dispatched(row: TrackingRow, fact: e.AppealDispatched, recorded: Recorded) -> Changes:
    return {
        "status": "dispatched",
        "round": fact.round,
        "lead_unit": fact.lead_unit,
        "lead_unit_name": fact.lead_unit_name,
        "co_units": with_units(row, [o.unit for o in fact.co_orders], lead=fact.lead_unit),
        "deadline": fact.deadline,
        "acknowledge_by": fact.acknowledge_by,
        "dispatched_at": row.dispatched_at or recorded.envelope.happened_at,
        "acknowledged_at": None,
        "stopped_at": None,
        "pending": without(row.pending, ["info"]),
    }


def _acknowledged(row: TrackingRow, fact: e.OrderAcknowledged, recorded: Recorded) -> Changes:
    if fact.unit in row.co_units:
        return {}
    return {"status": "handling", "acknowledged_at": recorded.envelope.happened_at}


def _reassigned(row: TrackingRow, fact: e.AppealReassigned, recorded: Recorded) -> Changes:
    moved: Changes = {
        "lead_unit": fact.to_unit,
        "lead_unit_name": fact.to_unit_name,
        "co_units": with_units(row, (), lead=fact.to_unit),
        "reassignments": row.reassignments + 1,
    }
    if not fact.to_acknowledge:
        return moved
    anew = {"status": "dispatched", "acknowledged_at": None, "acknowledge_by": to_sign(fact)}
    return {**moved, **anew, "pending": without(row.pending, OF_UNIT)}


def _return_requested(row: TrackingRow, fact: e.ReturnRequested, recorded: Recorded) -> Changes:
    asked: Changes = {"returns": row.returns + 1}
    return asked if fact.unit in row.co_units else {**asked, "status": "return_pending"}


def _return_accepted(row: TrackingRow, fact: e.ReturnAccepted, recorded: Recorded) -> Changes:
    if fact.unit in row.co_units:
        return {"co_units": without(row.co_units, [fact.unit])}
    return to_pool(row)


def _return_refused(row: TrackingRow, fact: e.ReturnRefused, recorded: Recorded) -> Changes:
    if fact.unit in row.co_units:
        return {}
    return {"status": "handling" if row.acknowledged_at else "dispatched"}


def _designated(row: TrackingRow, fact: e.UnitDesignated, recorded: Recorded) -> Changes:
    return {
        "status": "dispatched",
        "lead_unit": fact.unit,
        "lead_unit_name": fact.unit_name,
        "co_units": with_units(row, (), lead=fact.unit),
        "acknowledge_by": to_sign(fact),
        "acknowledged_at": None,
        "dispatched_at": row.dispatched_at or recorded.envelope.happened_at,
        "pending": without(row.pending, OF_UNIT),
    }


def _handed_over(row: TrackingRow, fact: e.OrdersHandedOver, recorded: Recorded) -> Changes:
    if row.lead_unit == fact.from_unit:
        lead = {"lead_unit": fact.to_unit, "lead_unit_name": fact.to_unit_name}
        return {**lead, "co_units": with_units(row, (), lead=fact.to_unit)}
    there = [fact.to_unit if u == fact.from_unit else u for u in row.co_units]
    return {"co_units": [u for u in dict.fromkeys(there) if u != row.lead_unit]}


CHANGES: dict[type, Change] = {
    e.AppealDispatched: _dispatched,
    e.OrderRecalled: lambda row, fact, r: to_pool(row),
    e.OrderAcknowledged: _acknowledged,
    e.AppealReassigned: _reassigned,
    e.ReturnRequested: _return_requested,
    e.ReturnAccepted: _return_accepted,
    e.ReturnRefused: _return_refused,
    e.ArbitrationOpened: lambda row, fact, r: to_pool(row, "arbitration"),
    e.UnitDesignated: _designated,
    e.CoHandlerAdded: lambda row, fact, r: {
        "co_units": with_units(row, [fact.order.unit], row.lead_unit or ""),
    },
    e.WhistleBlown: lambda row, fact, r: {
        "co_units": with_units(row, [o.unit for o in fact.orders], row.lead_unit or ""),
    },
    e.OrdersHandedOver: _handed_over,
}
