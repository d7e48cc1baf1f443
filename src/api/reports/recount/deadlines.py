"""期限: what a fact sets and moves of an appeal's deadlines."""

from datetime import datetime
from typing import Any

from api.reports.recount.custody import ReplayedCase
from api.reports.recount.model import HandlingClock
from casework.appeal import events as e
from casework.appeal.events.parts import Limit, Move


def set_deadlines(case: ReplayedCase, fact: Any) -> None:
    """Apply the limits of a fact, then its moves."""
    limits: tuple[Limit, ...] = getattr(fact, "limits", ())
    moves: tuple[Move, ...] = getattr(fact, "moves", ())
    if isinstance(fact, e.AppealDispatched) and not limits and fact.deadline:
        _start_clock(case, fact.deadline, None)  # a foreign history names the deadline alone
    for limit in limits:
        if limit.clock == "handling":
            _start_clock(case, limit.due, limit.calendar)
        _set_due(case, limit.clock, limit.unit, limit.due)
    for move in moves:
        _move(case, move)


def _start_clock(case: ReplayedCase, due: datetime, calendar: str | None) -> None:
    case.now.clock = HandlingClock(due, calendar)
    if case.now.lead is not None:
        case.now.lead.due = due
        if case.now.lead.runs:
            case.now.lead.stretches[-1].clock = case.now.clock


def _move(case: ReplayedCase, move: Move) -> None:
    if move.clock == "handling":
        if case.now.clock.due is None:
            return  # there is no deadline that could be moved
        case.now.clock.due, case.now.clock.calendar = move.due, move.calendar
    _set_due(case, move.clock, move.unit, move.due)


def _set_due(case: ReplayedCase, clock: str, unit: str | None, due: datetime) -> None:
    lead, order = case.now.lead, case.now.held_by(unit)
    match clock:
        case "dispatch":
            case.now.dispatch_by = due
        case "acknowledgement" if order is not None:
            order.acknowledge_by = due
        case "co_handling" if unit and (helper := case.now.known(unit, leads=False)):
            helper.due = due
        case "handling" if lead is not None:
            lead.due = due
        case "feedback" if lead is not None:
            lead.feed_back_by = due
        case "callback":
            (lead or case.now).callback_by = due
