"""Handing over, in the rows: a successor goes on where a unit stood."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.accountability.case import Case
from projections.accountability.changes.orders import halted, lead
from projections.accountability.custody import give, take_away
from projections.accountability.rows import OrderRow


def _handed_over(case: Case, fact: e.OrdersHandedOver) -> None:
    """Let the successor go on where the unit stood, with the same deadlines; where it helps or
    leads already, it goes on with what it has."""
    order = case.held_by(fact.from_unit)
    if order is None or order.state == "done":
        return
    state, runs, kind = order.state, order.runs, order.kind
    take_away(case, order, "handed_over")
    if kind == "lead":
        lead(case, fact.to_unit, fact.to_unit_name, state=state, sent=False)
    elif not _has_a_part(case, fact.to_unit):
        give(case, fact.to_unit, fact.to_unit_name, kind="co", state=state, runs=False)
    else:
        return
    if given := case.order(fact.to_unit, kind):
        given = case.put(halted(case, given, runs=runs), **_inherited(order))
        _pass_request(case, order, given)


def _has_a_part(case: Case, unit: str) -> bool:
    """Return whether it leads or helps already; who waits for an arbitrator does neither."""
    helper = case.order(unit, "co")
    return case.centre.lead_unit == unit or (helper is not None and helper.kept)


def _pass_request(case: Case, order: OrderRow, given: OrderRow) -> None:
    """Pass on a request: a return that waits for its decision is the successor's from then on."""
    decided = order.returns_accepted + order.returns_refused + order.returns_disputed
    waiting, left = order.returns - decided, case.order(order.unit, order.kind)
    if left is None or not waiting or (order.state, given.state) != ("deciding", "deciding"):
        return
    case.put(left, returns=left.returns - waiting)
    asked = {"return_ground": order.return_ground, "suggested_unit": order.suggested_unit}
    case.put(given, returns=given.returns + waiting, **asked)


def _inherited(order: OrderRow) -> dict[str, Any]:
    columns = (
        "acknowledge_by",
        "acknowledged_at",
        "contact_by",
        "contacted_at",
        "due",
        "first_due",
        "calendar",
        "rule",
        "handled_at",
        "handled_by",
        "outcome",
        "feed_back_by",
        "whistled",
        "extensions",
        "suspensions",
        "sent_back",
        "suspended_until",
        "stood_at",
        "signing_stood_at",
        "extension_waits",
    )
    return {column: getattr(order, column) for column in columns}


CHANGES: dict[type, Callable[[Case, Any], None]] = {e.OrdersHandedOver: _handed_over}
