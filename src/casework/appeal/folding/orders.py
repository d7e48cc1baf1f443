"""Orders: who leads, who helps, whose it is not."""

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal, Order, Supervision, key_of
from casework.appeal.folding.steps import (
    After,
    co_orders,
    marked,
    settled,
    to_pool,
    with_order,
)
from casework.appeal.words import OF_UNIT, Status
from casework.facts import Recorded


def _dispatched(appeal: Appeal, fact: e.AppealDispatched, recorded: Recorded) -> Appeal:
    lead = Order(fact.lead_unit, fact.lead_unit_name, lead=True)
    return marked(
        replace(
            appeal,
            status=Status.DISPATCHED,
            round=fact.round,
            lead_unit=fact.lead_unit,
            dispatched_by=recorded.envelope.actor.user,
            orders=(lead, *(o for o in co_orders(appeal, fact.co_orders) if o.unit != lead.unit)),
            acknowledged_by=None,
            copied_to=tuple(dict.fromkeys((*appeal.copied_to, *fact.copied_to))),
        ),
        off=("info_requested",),
    )


def _acknowledged(appeal: Appeal, fact: e.OrderAcknowledged, recorded: Recorded) -> Appeal:
    order = appeal.order_of(fact.unit)
    if order is not None and not order.lead:
        return with_order(appeal, replace(order, state="acknowledged"))
    moved = replace(appeal, status=Status.HANDLING, acknowledged_by=recorded.envelope.actor.user)
    return with_order(moved, replace(order, state="acknowledged")) if order else moved


def _assigned(appeal: Appeal, fact: e.OrderAssignedWithinUnit, _: Recorded) -> Appeal:
    """Return it handed down to a unit below; handed on from there, it stays in that order."""
    order = appeal.order_at(fact.unit)
    if fact.to_unit is None or order is None:
        return appeal
    chain = tuple(dict.fromkeys((*order.handed_to, fact.to_unit)))
    return with_order(appeal, replace(order, handed_to=chain))


def _reassigned(appeal: Appeal, fact: e.AppealReassigned, _: Recorded) -> Appeal:
    lead = Order(
        fact.to_unit,
        fact.to_unit_name,
        lead=True,
        state="dispatched" if fact.to_acknowledge else "acknowledged",
    )
    others = tuple(o for o in appeal.orders if not o.lead and o.unit != fact.to_unit)
    moved = replace(appeal, lead_unit=fact.to_unit, orders=(lead, *others))
    if not fact.to_acknowledge:
        return moved
    moved = settled(moved, *OF_UNIT)
    return replace(moved, status=Status.DISPATCHED, acknowledged_by=None)


def _return_requested(appeal: Appeal, fact: e.ReturnRequested, _: Recorded) -> Appeal:
    order = appeal.order_of(fact.unit)
    returned = (*appeal.returned, fact.unit)
    if order is not None and not order.lead:
        pending = replace(order, state="return_pending", before_return=order.state)
        return replace(with_order(appeal, pending), returned=returned)
    return replace(
        appeal,
        status=Status.RETURN_PENDING,
        before_return=appeal.status,
        returned=returned,
        disowned=(*appeal.disowned, fact.unit),
    )


def _return_accepted(appeal: Appeal, fact: e.ReturnAccepted, _: Recorded) -> Appeal:
    order = appeal.order_of(fact.unit)
    if order is not None and not order.lead:
        return _without(appeal, fact.unit)
    return to_pool(appeal)


def return_ended(appeal: Appeal, unit: str) -> Appeal:
    """Return it with the order as it was before its return was asked for."""
    order = appeal.order_of(unit)
    if order is not None and not order.lead:
        return with_order(appeal, replace(order, state=order.before_return))
    return replace(appeal, status=appeal.before_return)


def _without(appeal: Appeal, unit: str) -> Appeal:
    return replace(appeal, orders=tuple(o for o in appeal.orders if o.unit != unit))


def _designated(appeal: Appeal, fact: e.UnitDesignated, recorded: Recorded) -> Appeal:
    lead = Order(fact.unit, fact.unit_name, lead=True)
    others = tuple(o for o in appeal.orders if not o.lead and o.unit != fact.unit)
    moved = replace(
        appeal,
        status=Status.DISPATCHED,
        lead_unit=fact.unit,
        orders=(lead, *others),
        acknowledged_by=None,
        arbitrators=appeal.arbitrators | {recorded.envelope.actor.user},
    )
    return marked(settled(moved, *OF_UNIT), "designated")


def _joined(appeal: Appeal, added: tuple[e.CoOrder, ...]) -> Appeal:
    leads = tuple(o for o in appeal.orders if o.lead)
    return replace(appeal, orders=(*leads, *co_orders(appeal, added)))


def _co_reported(appeal: Appeal, fact: e.CoHandlerReported, _: Recorded) -> Appeal:
    order = appeal.order_of(fact.unit)
    if order is None or fact.interim:
        return appeal
    return with_order(appeal, replace(order, state="reported"))


def _handed_over(appeal: Appeal, fact: e.OrdersHandedOver, _: Recorded) -> Appeal:
    """Return it with the successor where the unit stood; where it stands, one order is enough."""
    leads, there = appeal.lead_unit == fact.from_unit, appeal.order_of(fact.to_unit) is not None
    orders = tuple(
        replace(o, unit=fact.to_unit, unit_name=fact.to_unit_name)
        if o.unit == fact.from_unit
        else o
        for o in appeal.orders
        if not (there and o.unit == (fact.to_unit if leads else fact.from_unit))
    )
    supervised = tuple(_owed_by(s, fact) for s in appeal.supervised)
    lead = fact.to_unit if leads else appeal.lead_unit
    moved = replace(
        appeal,
        orders=tuple(_handed_by(o, fact) for o in orders),
        lead_unit=lead,
        supervised=supervised,
        copied_to=_succeeded(appeal.copied_to, fact),
    )
    return passed_on(moved, fact.from_unit, fact.to_unit)


def _handed_by(order: Order, fact: e.OrdersHandedOver) -> Order:
    """Return the order with what was handed down in the successor's hands, never in its own."""
    handed = _succeeded(order.handed_to, fact)
    return replace(order, handed_to=tuple(u for u in handed if u != order.unit))


def _succeeded(units: tuple[str, ...], fact: e.OrdersHandedOver) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.to_unit if u == fact.from_unit else u for u in units))


def passed_on(appeal: Appeal, unit: str, successor: str) -> Appeal:
    """Return it with the unit's requests as the successor's; where that asked, its own stands."""
    requests = {
        key.replace(f"/{unit}", f"/{successor}"): (
            replace(asked, unit=successor) if getattr(asked, "unit", None) == unit else asked
        )
        for key, asked in appeal.requests.items()
    }
    awaiting = {
        key_of(a.verb, successor if a.unit == unit else a.unit): (
            replace(a, unit=successor) if a.unit == unit else a
        )
        for a in appeal.awaiting.values()
    }
    return replace(appeal, requests=requests, awaiting=awaiting)


def _owed_by(supervision: Supervision, fact: e.OrdersHandedOver) -> Supervision:
    """Return it with the replies that the unit owed as its successor's to give."""
    owing = _succeeded(supervision.owing, fact)
    return replace(supervision, owing=owing, units=_succeeded(supervision.units, fact))


AFTER: dict[type, After] = {
    e.AppealDispatched: _dispatched,
    e.OrderRecalled: lambda a, f, r: marked(to_pool(a), off=("reviewed", "objection")),
    e.OrderAcknowledged: _acknowledged,
    e.OrderAssignedWithinUnit: _assigned,
    e.AppealReassigned: _reassigned,
    e.ReturnRequested: _return_requested,
    e.ReturnAccepted: _return_accepted,
    e.ReturnRefused: lambda a, f, r: return_ended(a, f.unit),
    e.ArbitrationOpened: lambda a, f, r: replace(to_pool(a), status=Status.ARBITRATION),
    e.UnitDesignated: _designated,
    e.CoHandlerAdded: lambda a, f, r: _joined(a, (f.order,)),
    e.WhistleBlown: lambda a, f, r: _joined(a, f.orders),
    e.CoHandlerReported: _co_reported,
    e.OrdersHandedOver: _handed_over,
    e.DispatcherChanged: lambda a, f, r: replace(a, dispatched_by=f.to),
}
