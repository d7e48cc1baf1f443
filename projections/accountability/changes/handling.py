"""Handling, in the rows: contact, more time, a halt, a result, its review."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.accountability.case import UNTOLD, Case, as_before


def _contacted(case: Case, fact: e.ContactRecorded) -> None:
    if order := case.held_by(fact.unit):
        reached = order.contacted_at or (case.ends if fact.connected else None)
        case.put(order, contacted_at=reached, visited=order.visited or fact.visited)


def _extended(case: Case, fact: e.ExtensionApproved) -> None:
    if order := case.lead:
        case.put(order, extensions=order.extensions + 1)


def _suspended(case: Case, fact: e.AppealSuspended) -> None:
    if order := case.lead:
        case.put(order, suspensions=order.suspensions + 1, suspended_until=fact.until)
    for order in case.open_orders():
        if order.state in ("waiting", "working"):
            case.turn(order, "suspended", runs=False, at=case.at)


def _resumed(case: Case, fact: e.AppealResumed) -> None:
    if order := case.lead:
        case.put(order, suspended_until=None)
    for order in case.open_orders():
        if order.state == "suspended":
            case.turn(order, as_before(order), runs=order.kind == "lead", at=case.at)


def _handled(case: Case, fact: e.AppealHandled) -> None:
    order = case.lead
    if order is not None:
        order = case.turn(order, "answering", runs=False)
        case.put(
            order,
            handled_at=case.ends,
            handled_by=case.recorded.envelope.actor.user,
            outcome=fact.outcome,
        )
    _sign_no_more(case)


def _sign_no_more(case: Case) -> None:
    """Who had not to acknowledge by now need not, once there is a result."""
    for order in case.open_orders():
        if order.acknowledged_at is None and order.acknowledge_by is not None:
            owed = order.acknowledge_by < case.ends
            case.put(order, acknowledge_by=order.acknowledge_by if owed else None)


def _sent_back(case: Case, fact: e.HandlingSentBack) -> None:
    """The same round, the clock goes on."""
    if order := case.lead:
        order = case.turn(order, "working", runs=True, at=case.at)
        case.put(order, handled_at=None, feed_back_by=None, sent_back=order.sent_back + 1)


def _fed_back(case: Case, fact: e.AppealFedBack) -> None:
    undelivered = fact.to_claimant and not fact.delivered
    case.put(case.centre, fed_back_at=case.ends, undelivered=undelivered)
    for order in case.open_orders():
        done = case.turn(order, "done", runs=False)
        told = {"fed_back_at": case.ends} if order.kind == "lead" else {}
        case.put(done, ended_at=done.since, ended_by="fed_back", **told)


def _shared(case: Case, fact: e.ResultShared) -> None:
    """Told a second time, of a further round, it is to be called again."""
    again = case.centre.fed_back_at is not None
    told = {**UNTOLD, "fed_back_at": case.ends, "first_round": not again}
    case.put(case.centre, **told)
    case.put_all(answered_at=None)


CHANGES: dict[type, Callable[[Case, Any], None]] = {
    e.ContactRecorded: _contacted,
    e.ExtensionApproved: _extended,
    e.AppealSuspended: _suspended,
    e.AppealResumed: _resumed,
    e.AppealHandled: _handled,
    e.HandlingSentBack: _sent_back,
    e.AppealFedBack: _fed_back,
    e.ResultShared: _shared,
}
