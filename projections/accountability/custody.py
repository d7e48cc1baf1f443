"""Who has an order: it is given, put in another state, taken away."""

from datetime import datetime
from typing import Any

from projections.accountability.case import Case, number_of
from projections.accountability.clock_time import seconds_between, timed, worked
from projections.accountability.rows import Kind, OrderRow, State

_OF_THE_ROUNDS = (
    "late_since",
    "handled_before",
    "limited_before",
    "told_before",
    "feedback_missed",
    "lateness_known",
)
_OF_THE_CASE = (
    "appeal_no",
    "cycle",
    "round",
    "raised_at",
    "channel",
    "type",
    "urgency",
    "category",
    "category_name",
    "area",
    "place",
    "sensitive",
    "source",
    "related_to",
    "first_due",
    "due",
    "calendar",
    "rule",
    "excluded",
    "anonymous",
    "answered_at",
    *_OF_THE_ROUNDS,
)
_ANEW: dict[str, Any] = dict.fromkeys(
    (
        "ended_at",
        "ended_by",
        "acknowledged_at",
        "handled_at",
        "handled_by",
        "outcome",
        "feed_back_by",
        "fed_back_at",
        "stood_at",
        "signing_stood_at",
    )
)


def give(
    case: Case, unit: str, name: str, *, kind: Kind = "lead", state: State, runs: bool
) -> None:
    """Give an order to a unit; one that it had before in this round is taken up again."""
    centre, known = case.centre, case.order(unit, kind)
    if known is not None:
        known = _continued(case, known) if kind == "lead" else known
        again = turn(case, known, state, runs=runs, at=case.at)
        carried = {field: getattr(centre, field) for field in _OF_THE_ROUNDS}
        case.put(again, kept=True, extension_waits=False, **_ANEW, **carried)
        return
    given = OrderRow(
        **{field: getattr(centre, field) for field in _OF_THE_CASE},
        order_no=number_of(centre.round, unit, kind),
        position=case.recorded.position,
        kind=kind,
        unit=unit,
        unit_name=name,
        state=state,
        since=case.at,
        received_at=case.at,
        runs=runs,
        stretches=[case.at] if runs else [],
        first_round=not centre.reworked,
        used_rounds=_used_before(case, unit) if kind == "lead" else 0,
    )
    case.add(given)


def turn(
    case: Case, row: OrderRow, state: State, *, runs: bool | None = None, at: datetime | None = None
) -> OrderRow:
    """Put a row in another state since then; its clock runs or stands from then on, too."""
    at = at or case.ends
    since = max(at, row.since)
    changes: dict[str, Any] = {"state": state, "since": since}
    if row.state != "done":
        held = f"held_{row.state}"
        changes[held] = getattr(row, held) + seconds_between(row.since, since)
    if runs is not None and runs != row.runs:
        border = max((at, *row.stretches[-1:]))
        changes |= {"runs": runs, "stretches": [*row.stretches, border]}
    turned = case.put(row, **changes)
    return turned if runs is not False else timed(case, turned)


def take_away(
    case: Case, row: OrderRow, why: str, *, kept: bool = False, at: datetime | None = None
) -> OrderRow:
    """End an order: the unit has it no longer."""
    done = turn(case, row, "done", runs=False, at=at or case.at)
    return case.put(done, kept=kept and row.kept, ended_at=done.since, ended_by=why)


def as_before(order: OrderRow) -> State:
    """Return what a unit goes on with when a halt or a dispute is over."""
    return "working" if order.acknowledged_at else "waiting"


def _used_before(case: Case, unit: str) -> int:
    """Return the open time in a unit's hands in the earlier rounds of the cycle."""
    led = (row for row in case.of_cycle() if row.kind == "lead" and row.unit == unit)
    last = max(led, key=lambda row: row.round, default=None)
    return last.used_rounds + last.used_seconds if last else 0


def _continued(case: Case, row: OrderRow) -> OrderRow:
    """Go on by the case's clock, maybe another by now: what the last one counted is kept."""
    centre = case.centre
    if row.runs or row.calendar == centre.calendar:
        return case.put(row, due=centre.due)
    before = row.used_before + worked(case, row, row.stretches)
    return case.put(
        row,
        due=centre.due,
        calendar=centre.calendar,
        rule=centre.rule,
        used_before=before,
        stretches=[],
    )
