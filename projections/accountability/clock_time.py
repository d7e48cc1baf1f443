"""Time in the rows: the deadlines that a fact sets or moves, and the open time in stretches."""

from datetime import datetime
from typing import Any

from casework.appeal.clock_changes import limits_of
from projections.accountability.case import Case
from projections.accountability.rows import OrderRow

_COLUMNS = {
    "dispatch": "dispatch_by",
    "acknowledgement": "acknowledge_by",
    "contact": "contact_by",
    "handling": "due",
    "suspension": "suspended_until",
    "co_handling": "due",
    "feedback": "feed_back_by",
    "callback": "callback_by",
}
_ROUND_THE_CLOCK = "24x7/"


def set_deadlines(case: Case) -> None:
    """Put the deadlines that the fact sets or moves each into the row that it is for."""
    limits, moves = limits_of(case.fact), getattr(case.fact, "moves", ())
    for limit in limits:
        _set(case, limit.clock, limit.unit, limit.due, limit.calendar, rule=limit.rule)
    for move in moves:
        _set(case, move.clock, move.unit, move.due, move.calendar)


def timed(case: Case, row: OrderRow) -> OrderRow:
    """Return the row with the open time of its stretches, by the calendar of its clock."""
    used = row.used_before + worked(case, row, row.stretches)
    return row if used == row.used_seconds else case.put(row, used_seconds=used)


def worked(case: Case, row: OrderRow, stretches: list[datetime]) -> int:
    """Return the open seconds of whole stretches, by the calendar of the order's clock."""
    pairs = zip(stretches[::2], stretches[1::2], strict=True)
    if row.calendar is None or row.calendar.startswith(_ROUND_THE_CLOCK):
        return sum(seconds_between(since, until) for since, until in pairs)
    calendar = case.calendar_of(row.calendar)
    return sum(calendar.worked(since, until) for since, until in pairs)


def _set(
    case: Case, clock: str, unit: str | None, due: datetime, calendar: str, rule: str | None = None
) -> None:
    column = _COLUMNS.get(clock)
    if column is None:
        return
    if clock == "handling" and (rule or case.centre.due):
        _set_handling(case, due, calendar, rule)
    elif clock == "handling":
        return  # there is no deadline that could be moved
    elif clock in ("dispatch", "callback"):
        case.put(case.centre, **{column: due})
        if clock == "callback":
            case.put(case.answers, callback_by=due)
    elif row := _row_of(case, clock, unit):
        more = {"calendar": calendar} if clock == "co_handling" else {}
        first = {"first_due": row.first_due or due} if clock == "co_handling" else {}
        case.put(row, **{column: due}, **more, **first)


def _row_of(case: Case, clock: str, unit: str | None) -> OrderRow | None:
    if clock in ("feedback", "suspension"):
        return case.lead
    if unit is None:
        return None
    return case.order(unit, "co") if clock == "co_handling" else case.held_by(unit)


def _set_handling(case: Case, due: datetime, calendar: str, rule: str | None) -> None:
    """Set the handling clock, which is the case's: who leads next has what is left of it."""
    for row in filter(None, (case.centre, case.lead)):
        begun = _begun(case, row, rule, due) if rule else {}
        moved = case.put(row, due=due, calendar=calendar, **begun)
        if not moved.runs:
            timed(case, moved)


def _begun(case: Case, row: OrderRow, rule: str, due: datetime) -> dict[str, Any]:
    """Return a new clock: what the one before it counted is settled by its own calendar."""
    past = row.stretches[:-1] if row.runs else row.stretches
    before = row.used_before + worked(case, row, past)
    anew = {"used_before": before, "stretches": row.stretches[len(past) :]}
    return {"rule": rule, "first_due": due, **anew}


def seconds_between(since: datetime, until: datetime) -> int:
    """Return whole seconds between two instants, each cut to its second first, so that the
    parts of a time add up to the whole of it."""
    return int(until.timestamp()) - int(since.timestamp())
