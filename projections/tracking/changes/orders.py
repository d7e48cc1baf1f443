"""Orders, in the row: who leads, who helps."""

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.words import OF_UNIT
from casework.facts import Recorded
from projections.tracking.changes.steps import (
    NOT_HANDED,
    Change,
    Changes,
    to_pool,
    to_sign,
    with_units,
    without,
)
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import (
    asking,
    stored,
    waits_of,
    with_waits,
    without_lead,
    without_waits,
)


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
        "dispatched_by": recorded.envelope.actor.user,
        "copied_to": list(dict.fromkeys((*row.copied_to, *fact.copied_to))),
        "limit_rule": fact.limit_rule,
        **NOT_HANDED,
        **without_waits(row, "info"),
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
        return {**moved, **NOT_HANDED}
    anew = {"status": "dispatched", "acknowledged_at": None, "acknowledge_by": to_sign(fact)}
    return {**moved, **anew, **NOT_HANDED, **without_lead(row, *OF_UNIT)}


def _assigned(row: TrackingRow, fact: e.OrderAssignedWithinUnit, recorded: Recorded) -> Changes:
    """Note who has it in hand, and the units it was handed down to (逐级分派)."""
    units = [*row.handed_to, fact.to_unit] if fact.to_unit else row.handed_to
    return {
        "handlers": list(dict.fromkeys((*row.handlers, fact.to))),
        "handed_to": list(dict.fromkeys(units)),
    }


def _return_requested(row: TrackingRow, fact: e.ReturnRequested, recorded: Recorded) -> Changes:
    waits = with_waits(row, [asking("return", fact, recorded)])
    asked: Changes = {"returns": row.returns + 1, **waits}
    return asked if fact.unit in row.co_units else {**asked, "status": "return_pending"}


def _return_accepted(row: TrackingRow, fact: e.ReturnAccepted, recorded: Recorded) -> Changes:
    waits = without_waits(row, "return", unit=fact.unit)
    if fact.unit in row.co_units:
        return {"co_units": without(row.co_units, [fact.unit]), **waits}
    return to_pool(row)


def _return_refused(row: TrackingRow, fact: e.ReturnRefused, recorded: Recorded) -> Changes:
    waits = without_waits(row, "return", unit=fact.unit)
    if fact.unit in row.co_units:
        return waits
    return {"status": "handling" if row.acknowledged_at else "dispatched", **waits}


def _designated(row: TrackingRow, fact: e.UnitDesignated, recorded: Recorded) -> Changes:
    return {
        "status": "dispatched",
        "lead_unit": fact.unit,
        "lead_unit_name": fact.unit_name,
        "co_units": with_units(row, (), lead=fact.unit),
        "acknowledge_by": to_sign(fact),
        "acknowledged_at": None,
        "dispatched_at": row.dispatched_at or recorded.envelope.happened_at,
        "dispatched_by": recorded.envelope.actor.user,
        "arbitrators": sorted({*row.arbitrators, recorded.envelope.actor.user}),
        **NOT_HANDED,
        **without_lead(row, *OF_UNIT),
    }


def _handed_over(row: TrackingRow, fact: e.OrdersHandedOver, recorded: Recorded) -> Changes:
    waits = _renamed(row, fact.from_unit, fact.to_unit)
    return {**waits, **_units_handed_over(row, fact)}


def _renamed(row: TrackingRow, before: str, after: str) -> Changes:
    """Give the successor what the dissolved unit asked, or was asked."""
    waits = waits_of(row.waiting)
    if not any(wait.unit == before for wait in waits):
        return {}
    return stored(tuple(replace(w, unit=after) if w.unit == before else w for w in waits))


def _units_handed_over(row: TrackingRow, fact: e.OrdersHandedOver) -> Changes:
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
    e.OrderAssignedWithinUnit: _assigned,
    e.CoHandlerAdded: lambda row, fact, r: {
        "co_units": with_units(row, [fact.order.unit], row.lead_unit or ""),
    },
    e.WhistleBlown: lambda row, fact, r: {
        "co_units": with_units(row, [o.unit for o in fact.orders], row.lead_unit or ""),
    },
    e.OrdersHandedOver: _handed_over,
    e.DispatcherChanged: lambda row, fact, r: {"dispatched_by": fact.to},
}
