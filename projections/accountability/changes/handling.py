"""Handling, in the rows: contact, more time, a halt, a result, its review."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.accountability.case import UNTOLD, Case
from projections.accountability.custody import as_before, turn


def _contacted(case: Case, fact: e.ContactRecorded) -> None:
    if order := case.held_by(fact.unit):
        reached = order.contacted_at or (case.ends if fact.connected else None)
        case.put(order, contacted_at=reached, visited=order.visited or fact.visited)


def _extension_asked(case: Case, fact: e.ExtensionRequested) -> None:
    """Note an extension asked for: before the deadline it is in time, whenever it is decided
    (DOMAIN 17.3)."""
    order = case.held_by(fact.unit)
    if order is not None and order.due is not None and case.ends <= order.due:
        case.put(order, extension_waits=True)


def _extension_decided(case: Case, fact: Any) -> None:
    if order := case.held_by(fact.unit):
        case.put(order, extension_waits=False)


def _extended(case: Case, fact: e.ExtensionApproved) -> None:
    _extension_decided(case, fact)
    if order := case.lead:
        case.put(order, extensions=order.extensions + 1)


def _suspended(case: Case, fact: e.AppealSuspended) -> None:
    if order := case.lead:
        case.put(order, suspensions=order.suspensions + 1, suspended_until=fact.until)
    for order in case.open_orders():
        if order.state in ("waiting", "working"):
            halted = turn(case, order, "suspended", runs=False, at=case.at)
            case.put(halted, stood_at=halted.since)


def _resumed(case: Case, fact: e.AppealResumed) -> None:
    if order := case.lead:
        case.put(order, suspended_until=None)
    for order in case.open_orders():
        if order.state == "suspended":
            gone_on = turn(case, order, as_before(order), runs=order.kind == "lead", at=case.at)
            case.put(gone_on, stood_at=None)


def _handled(case: Case, fact: e.AppealHandled) -> None:
    order = case.lead
    if order is not None:
        order = turn(case, order, "answering", runs=False)
        case.put(
            order,
            handled_at=case.ends,
            handled_by=case.recorded.envelope.actor.user,
            outcome=fact.outcome,
            stood_at=None,
            extension_waits=False,
        )
    said_late(case, fact)
    _sign_no_more(case)
    said_late(case, fact)


def said_late(case: Case, fact: e.AppealHandled | e.AppealClosed) -> None:
    """Note that a foreign history says that it was late, or that it knows: that is lateness
    (曾超时)."""
    if not case.is_foreign:
        return
    if fact.lateness_known:
        case.mark(lateness_known=True)
    if fact.late or getattr(fact, "kind", None) == "normal_late":
        case.missed((case.lead or case.centre).due or case.ends)


def _overdue(case: Case, fact: e.ClockOverdue) -> None:
    """Note lateness: of our own clocks it is computed; of a foreign one, told."""
    if case.is_foreign and fact.clock == "handling":
        case.missed(fact.due)


def _sign_no_more(case: Case) -> None:
    """Stop the clock of signing: who had not to acknowledge by now need not, once there is a
    result."""
    for order in case.open_orders():
        if order.acknowledged_at is None and order.acknowledge_by is not None:
            owed = order.acknowledge_by < case.ends
            case.put(order, acknowledge_by=order.acknowledge_by if owed else None)


def _sent_back(case: Case, fact: e.HandlingSentBack) -> None:
    """Go on in the same round with the same clock; that the result had come late stays."""
    if order := case.lead:
        if order.due is not None and order.handled_at and order.handled_at > order.due:
            case.missed(order.due)
            order = case.lead or order
        order = turn(case, order, "working", runs=True, at=case.at)
        again = dict.fromkeys(("handled_at", "feed_back_by", "ended_at", "ended_by", "stood_at"))
        case.put(order, sent_back=order.sent_back + 1, **again)


def _fed_back(case: Case, fact: e.AppealFedBack) -> None:
    undelivered = fact.to_claimant and not fact.delivered
    case.put(case.centre, fed_back_at=case.ends, undelivered=undelivered)
    for order in case.open_orders():
        if order.kind == "co" and order.unit in fact.parts_open:
            continue
        done = turn(case, order, "done", runs=False)
        told = {"fed_back_at": case.ends} if order.kind == "lead" else {}
        case.put(done, ended_at=done.since, ended_by="fed_back", **told)


def _shared(case: Case, fact: e.ResultShared) -> None:
    """Share the result: told a second time, of a further round, it is to be called again."""
    again = case.centre.fed_back_at is not None
    told = {**UNTOLD, "fed_back_at": case.ends, "first_round": not again}
    case.put(case.centre, **told)
    case.put_all(answered_at=None)


CHANGES: dict[type, Callable[[Case, Any], None]] = {
    e.ContactRecorded: _contacted,
    e.ExtensionRequested: _extension_asked,
    e.ExtensionApproved: _extended,
    e.ExtensionRefused: _extension_decided,
    e.AppealSuspended: _suspended,
    e.AppealResumed: _resumed,
    e.AppealHandled: _handled,
    e.ClockOverdue: _overdue,
    e.HandlingSentBack: _sent_back,
    e.AppealFedBack: _fed_back,
    e.ResultShared: _shared,
}
