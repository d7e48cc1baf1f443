"""Orders, in the rows: to whom it goes, who sends it back, who helps."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.accountability.case import Case
from projections.accountability.custody import as_before, give, take_away, turn
from projections.accountability.rows import OrderRow, State


def _dispatched(case: Case, fact: e.AppealDispatched) -> None:
    _take_from_lead(case)
    centre = case.put(case.centre, round=fact.round, dispatch_basis=fact.basis)
    if centre.dispatch_by is not None and case.at > centre.dispatch_by:
        centre = case.put(centre, dispatched_late=True)
    case.put(
        centre,
        dispatched_at=centre.dispatched_at or case.at,
        dispatched_by=case.recorded.envelope.actor.user,
    )
    lead(case, fact.lead_unit, fact.lead_unit_name)
    _helping(case, fact.co_orders)


def _take_from_lead(case: Case) -> None:
    """Take it from the lead: a foreign history may send it on though somebody leads it: who had it
    has it no more."""
    if (order := case.lead) is not None:
        take_away(case, order, "reassigned")


def lead(case: Case, unit: str, name: str, *, state: State = "waiting", sent: bool = True) -> None:
    """Make it lead from now on; what was on its way from one unit to the next has arrived.

    A successor that it was not `sent` to leads without anybody having chosen wrongly.
    """
    centre = case.centre
    for order in case.open_orders():
        if order.state in ("transit", "deciding") and order.kind == "lead" and order.unit != unit:
            arrived = take_away(case, order, order.ended_by or "designated")
            case.put(arrived, ended_at=order.ended_at or arrived.ended_at)
    if (helper := case.order(unit, "co")) is not None and helper.kept:
        take_away(case, helper, "leads")
    sent_elsewhere = sent and any(other != unit for other in centre.leads)
    case.put(
        centre,
        lead_unit=unit,
        leads=[*centre.leads, unit] if centre.leads[-1:] != [unit] else centre.leads,
        redispatched=centre.redispatched or sent_elsewhere,
        state="done",
    )
    give(case, unit, name, state=state, runs=True)


def _helping(case: Case, orders: tuple[e.CoOrder, ...], *, whistled: bool = False) -> None:
    for order in orders:
        give(case, order.unit, order.unit_name, kind="co", state="waiting", runs=False)
        if row := case.order(order.unit, "co"):
            case.put(row, whistled=whistled, due=None, first_due=None)


def _acknowledged(case: Case, fact: e.OrderAcknowledged) -> None:
    if (order := case.held_by(fact.unit)) and order.state == "waiting":
        order = turn(case, order, "working")
    if order:
        case.put(order, acknowledged_at=case.ends)


def _assigned(case: Case, fact: e.OrderAssignedWithinUnit) -> None:
    if order := case.held_by(fact.unit):
        case.put(order, assigned_to=fact.to)


def _to_pool(case: Case, state: State = "waiting") -> None:
    case.put(case.centre, lead_unit=None, state=state, since=case.at)


def _recalled(case: Case, fact: e.OrderRecalled) -> None:
    if order := case.lead:
        take_away(case, order, "recalled")
    _to_pool(case)


def _reassigned(case: Case, fact: e.AppealReassigned) -> None:
    if order := case.lead:
        take_away(case, order, "reassigned")
    state: State = "waiting" if fact.to_acknowledge else "working"
    stood_at = order.stood_at if order else None
    if stood_at is not None:  # in a foreign history the case waits on, in other hands
        state = "suspended"
    lead(case, fact.to_unit, fact.to_unit_name, state=state)
    if stood_at is not None and (given := case.lead):
        case.put(halted(case, given, runs=False), stood_at=case.at)


def _return_requested(case: Case, fact: e.ReturnRequested) -> None:
    if order := case.held_by(fact.unit):
        order = turn(case, order, "deciding", runs=False if fact.lead else None, at=case.at)
        asked = {"return_ground": fact.ground, "suggested_unit": fact.suggested_unit}
        stood_at = case.ends if fact.lead and not order.acknowledged_at else None
        case.put(order, returns=order.returns + 1, signing_stood_at=stood_at, **asked)
        if order.kind == "lead":
            case.put(case.centre, returns=case.centre.returns + 1)


def _return_accepted(case: Case, fact: e.ReturnAccepted) -> None:
    """Put it back in the pool; until it is sent on, it is in transit."""
    order = case.held_by(fact.unit)
    if order is None:
        return
    counted = case.put(order, returns_accepted=order.returns_accepted + 1)
    if order.kind == "co":
        take_away(case, counted, "returned")
        return
    away = turn(case, counted, "transit", runs=False, at=case.at)
    case.put(away, kept=False, ended_at=case.at, ended_by="returned")
    case.put(case.centre, returns_accepted=case.centre.returns_accepted + 1)
    _to_pool(case)


def _return_refused(case: Case, fact: e.ReturnRefused) -> None:
    if (order := case.held_by(fact.unit)) and order.state == "deciding":
        runs = True if fact.lead else None  # the centre had it meanwhile, and its time
        order = turn(case, order, as_before(order), runs=runs, at=case.at)
        case.put(order, returns_refused=order.returns_refused + 1, signing_stood_at=None)


def _voided(case: Case, fact: e.RequestVoided) -> None:
    """Undo a request that became moot: the order is what it was, until what made it so is told."""
    order = case.held_by(fact.unit)
    if fact.matter == "extension" and order is not None:
        case.put(order, extension_waits=False)
    if fact.matter == "return" and order is not None and order.state == "deciding":
        runs = None if fact.helper else True
        case.put(turn(case, order, as_before(order), runs=runs, at=case.at), signing_stood_at=None)


def _arbitrated(case: Case, fact: e.ArbitrationOpened) -> None:
    """Take it from everybody until it is decided; nor does it wait for dispatch meanwhile.

    A return that was not decided yet is decided by whom the arbitrator names.
    """
    if order := case.lead:
        disputed = order.returns_disputed + (order.state == "deciding")
        away = turn(case, order, "deciding", runs=False, at=case.at)
        ended = {"kept": False, "ended_at": case.at, "ended_by": "arbitration"}
        case.put(away, returns_disputed=disputed, **ended)
    _to_pool(case, "deciding")


def _designated(case: Case, fact: e.UnitDesignated) -> None:
    _take_from_lead(case)
    lead(case, fact.unit, fact.unit_name)
    if order := case.lead:
        case.put(order, designated=True)


def halted(case: Case, order: OrderRow, *, runs: bool) -> OrderRow:
    """Halt a clock that was just begun, unless it is to run."""
    if runs or not order.runs:
        return order
    return case.put(order, runs=False, stretches=order.stretches[:-1])


def _reported(case: Case, fact: e.CoHandlerReported) -> None:
    order = case.order(fact.unit, "co")
    if order is not None and not fact.interim:
        turn(case, order, "done")
        order = case.order(fact.unit, "co") or order
        case.put(order, handled_at=case.ends, handled_by=case.recorded.envelope.actor.user)


CHANGES: dict[type, Callable[[Case, Any], None]] = {
    e.AppealDispatched: _dispatched,
    e.OrderRecalled: _recalled,
    e.OrderAcknowledged: _acknowledged,
    e.OrderAssignedWithinUnit: _assigned,
    e.AppealReassigned: _reassigned,
    e.ReturnRequested: _return_requested,
    e.ReturnAccepted: _return_accepted,
    e.ReturnRefused: _return_refused,
    e.RequestVoided: _voided,
    e.ArbitrationOpened: _arbitrated,
    e.UnitDesignated: _designated,
    e.CoHandlerAdded: lambda case, fact: _helping(case, (fact.order,)),
    e.WhistleBlown: lambda case, fact: _helping(case, fact.orders, whistled=True),
    e.CoHandlerReported: _reported,
}
