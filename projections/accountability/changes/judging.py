"""Judging, in the rows: what the claimant says, another round, the end, what counts."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from projections.accountability.case import CENTRE, UNTOLD, Case
from projections.accountability.changes.handling import said_late
from projections.accountability.custody import give, take_away, turn
from projections.accountability.rows import OrderRow


def _called_back(case: Case, fact: e.CallbackRecorded) -> None:
    """Note a call; one before any result, because the limit has passed, is an attempt and no
    answer."""
    whose, centre = case.answers, case.centre
    case.put(whose, callbacks=whose.callbacks + 1)
    if not fact.connected or centre.fed_back_at is None:
        return
    case.put(
        case.answers,
        called_back_at=case.ends,
        called_by=case.recorded.envelope.actor.user,
        contacted=fact.contacted,
        solved=fact.solved,
        satisfied=fact.satisfied,
        stars=getattr(fact, "stars", None),
        visit_denied=fact.visited is False and whose.visited,
    )
    case.put(case.centre, called_back_at=case.ends, solved=fact.solved)
    case.put_all(answered_at=case.ends)


def _corrected(case: Case, fact: e.RecordCorrected) -> None:
    """Correct a record: the newest counts; one that had a newer in its place already changes
    nothing."""
    led = case.lead_in(fact.round, fact.unit) if fact.unit else None
    if fact.superseded:
        return
    match fact.record:
        case "callback":
            _answer_corrected(case, fact, led or case.centre)
        case "result" if led is not None:
            case.put(led, outcome=fact.outcome)
        case "feedback":
            _telling_corrected(case, fact)
        case "contact" if led is not None and fact.connected is not None:
            reached = fact.happened_at if fact.connected else None
            case.put(led, contacted_at=reached, visited=bool(fact.visited))


def _answer_corrected(case: Case, fact: e.RecordCorrected, whose: OrderRow) -> None:
    answer = {
        "contacted": fact.contacted,
        "solved": fact.solved,
        "satisfied": fact.satisfied,
        "stars": fact.stars,
        "visit_denied": fact.visited is False and whose.visited,
    }
    whose = case.put(whose, **answer)
    current = whose.cycle == case.centre.cycle and fact.round == case.centre.round
    if current:
        case.put(case.centre, solved=fact.solved)
    if fact.connected:
        return
    case.put(case.row(whose.order_no), called_back_at=None, called_by=None)
    if current:
        case.put(case.centre, called_back_at=None)
        case.put_all(answered_at=None)


def _telling_corrected(case: Case, fact: e.RecordCorrected) -> None:
    """Correct whether it was told: then it is to be told still."""
    undelivered = not fact.delivered
    case.put(case.centre, undelivered=undelivered)
    if not fact.limits:
        return
    case.put(case.centre, fed_back_at=None, callback_by=None)
    if lead := case.lead:
        told = turn(case, lead, "answering", runs=False, at=case.at)
        case.put(told, fed_back_at=None, callback_by=None, ended_at=None, ended_by=None)


def _redone(case: Case, fact: e.ReworkOrdered) -> None:
    """Begin a further round of the same cycle, with the same unit; nobody helps in it yet."""
    if order := case.lead:
        case.put(order, reworked=True)
        _end_round(case, order)
    for order in case.of_cycle():
        case.put(order, latest=order.kind == CENTRE, answered_at=None)
    _again(case, fact.round, fact.unit)


def _end_round(case: Case, order: OrderRow) -> None:
    """End a round: what it came to stays with the cycle: a further one has a new limit and heals
    nothing."""
    centre = case.centre
    ended = order.handled_at or order.stood_at or case.at
    fell_due = order.due is not None and (order.handled_at is not None or ended > order.due)
    case.mark(
        handled_before=centre.handled_before or order.handled_at is not None,
        limited_before=centre.limited_before or fell_due,
    )
    if order.due is not None and ended > order.due:
        case.missed(order.due)
    if order.feed_back_by is None:
        return
    missed = (order.fed_back_at or case.at) > order.feed_back_by
    case.mark(
        told_before=centre.told_before or order.fed_back_at is not None,
        feedback_missed=centre.feedback_missed or missed,
    )


def _reopened(case: Case, fact: e.AppealReopened) -> None:
    """Begin a new cycle: the rows of the one before stay as they are from now on. What a foreign
    history reopens without having closed it was closed by then."""
    for order in case.open_orders():
        take_away(case, order, "reopened", kept=True)
    if case.centre.closed_at is None:
        case.put_all(closed_at=case.at)
    before, lead = case.centre, case.lead
    unit = fact.unit or before.lead_unit or (before.leads[-1] if before.leads else None)
    centre = replace(
        before,
        order_no=f"{fact.round}/{CENTRE}",
        position=case.recorded.position,
        cycle=before.cycle + 1,
        round=fact.round,
        raised_at=case.at,
        since=case.at,
        lead_unit=unit,
        leads=[unit] if unit else [],
        **UNTOLD,
        **_UNDONE,
    )
    case.begin_cycle(centre)
    if unit:
        name = fact.unit_name or (lead.unit_name if lead and lead.unit == unit else unit)
        give(case, unit, name, state="working", runs=True)


_UNDONE: dict[str, Any] = {
    "dispatch_by": None,
    "dispatched_at": None,
    "dispatched_by": None,
    "dispatch_basis": None,
    "dispatched_late": False,
    "redispatched": False,
    "reworked": False,
    "reworks": 0,
    "returns": 0,
    "returns_accepted": 0,
    "urges": 0,
    "supervisions": 0,
    "backdated": 0,
    "closed_at": None,
    "closing_kind": None,
    "excluded": None,
    "exclusion_asked": False,
    "assessment": None,
    "corrected": None,
    "parent_no": None,
    "due": None,
    "first_due": None,
    "calendar": None,
    "rule": None,
    "late_since": None,
    "handled_before": False,
    "limited_before": False,
    "told_before": False,
    "feedback_missed": False,
    "lateness_known": False,
}


def _again(case: Case, round_: int, unit: str) -> None:
    before = case.lead
    for order in case.open_orders():
        take_away(case, order, "rework", kept=True)
    no_limit = dict.fromkeys(("due", "first_due", "calendar", "rule"))
    again = {"round": round_, "reworked": True, "reworks": case.centre.reworks + 1, **no_limit}
    centre = case.put(case.centre, **again, **UNTOLD)
    unit = unit or (before.unit if before else "")
    if not unit:
        return
    case.put(
        centre,
        lead_unit=unit,
        leads=centre.leads if centre.leads[-1:] == [unit] else [*centre.leads, unit],
        redispatched=centre.redispatched or any(other != unit for other in centre.leads),
    )
    name = before.unit_name if before and before.unit == unit else unit
    give(case, unit, name, state="working", runs=True)
    if before and before.unit == unit and (given := case.lead):
        case.put(given, extensions=before.extensions, suspensions=before.suspensions)


def _closed(case: Case, fact: e.AppealClosed) -> None:
    said_late(case, fact)
    for order in case.open_orders():
        done = turn(case, order, "done", runs=False)
        case.put(done, ended_at=order.ended_at or done.since, ended_by=order.ended_by or "closed")
    case.put(case.centre, state="done", since=case.at)
    case.put_all(closed_at=case.centre.closed_at or case.ends, closing_kind=fact.kind)


def _exclusion_asked(case: Case, fact: e.ExclusionRequested) -> None:
    case.put_all(exclusion_asked=True)


def _urged(case: Case, fact: e.OrderUrged) -> None:
    whose = case.answers
    case.put(whose, urges=whose.urges + 1)


def _supervised(case: Case, fact: e.SupervisionOpened) -> None:
    for order in case.of_cycle():
        if order.kind == CENTRE or (order.unit in fact.units and order.kept and order.latest):
            case.put(order, supervisions=order.supervisions + 1)


def _counted_otherwise(case: Case, fact: e.AssessmentCorrected) -> None:
    """Count it otherwise for the unit that objected, and for the case; without a list, as before
    0.4, a remark."""
    case.put_all(assessment="corrected")
    for row in case.of_cycle():
        if fact.counted_as and (row.kind == CENTRE or fact.unit in (None, row.unit)):
            case.put(row, corrected=[*(row.corrected or ()), *fact.counted_as])


CHANGES: dict[type, Callable[[Case, Any], None]] = {
    e.CallbackRecorded: _called_back,
    e.RecordCorrected: _corrected,
    e.ReworkOrdered: _redone,
    e.AppealReopened: _reopened,
    e.AppealClosed: _closed,
    e.ExclusionRequested: _exclusion_asked,
    e.ExclusionGranted: lambda case, fact: case.put_all(excluded=fact.ground),
    e.AssessmentAppealed: lambda case, fact: case.put_all(assessment="appealed"),
    e.AssessmentCorrected: _counted_otherwise,
    e.AssessmentUpheld: lambda case, fact: case.put_all(assessment="upheld"),
    e.OrderUrged: _urged,
    e.SupervisionOpened: _supervised,
}
