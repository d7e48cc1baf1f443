"""整体移交: the successor stands where the unit stood; what was done stays with who did it."""

from api.reports.recount.custody import ReplayedCase
from api.reports.recount.model import WorkOrder
from casework.appeal import events as e

_INHERITED = (
    "acknowledge_by",
    "acknowledged_at",
    "due",
    "handled_at",
    "handled_by",
    "feed_back_by",
    "whistled",
    "extended",
    "suspended",
    "sent_back",
    "stands",
    "stood_at",
    "asked_for_more_time",
    "wants_rid_of_it_since",
)


def handed_over(case: ReplayedCase, fact: e.OrdersHandedOver) -> None:
    """Move the unit's open order to its successor, which may have one already."""
    order = case.now.held_by(fact.from_unit)
    if order is None or order.ended_at is not None:
        return
    if not order.leads and case.now.held_by(fact.to_unit) is not None:
        order.is_taken_away(case.begins)  # one is enough
        return
    ran = order.runs
    order.is_taken_away(case.begins)
    successor = (
        _leading(case, fact, ran=ran) if order.leads else case.give(fact.to_unit, leads=False)
    )
    for field in _INHERITED:
        setattr(successor, field, getattr(order, field))


def _leading(case: ReplayedCase, fact: e.OrdersHandedOver, *, ran: bool) -> WorkOrder:
    sent_to = list(case.now.sent_to)
    successor = case.lead(fact.to_unit)
    case.now.sent_to = [fact.to_unit if u == fact.from_unit else u for u in sent_to]
    if not ran:
        successor.stretches.pop()
    return successor
