"""到期: the one due thing of a row, and all clocks that run, as JSON: by when, in whose hands."""

from datetime import datetime
from typing import Any

from casework.appeal.clocks import Clock
from casework.policy.policies import Policies
from projections.tracking.clocks import WINDOWS, clocks_of, first_due
from projections.tracking.lights import light_of
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import waits_of

_EXTENDED = frozenset({"handling", "co_handling"})


def due_thing(row: TrackingRow, at: datetime, policies: Policies) -> dict[str, Any] | None:
    """Return the clock that somebody must answer first; None where there is none.

    `left_seconds` are open seconds of its calendar, negative once they are used up. A clock that
    stands (挂账) has no `at`: it is due when it goes on. `awaiting_approval` is 待审批: more time
    was asked for before the deadline, so nothing overdue is told until that is decided.
    """
    first = first_due(clocks_of(row.clocks))
    if first is None:
        return None
    return {
        "clock": first.name,
        "unit": first.unit,
        "at": row.due_at,
        "holder": row.due_holder,
        "since": first.segments[-1].since,
        "remind_at": row.remind_at,
        "light": light_of(row, at),
        "left_seconds": _left(first, at, policies) if row.due_at else None,
        "provisional": first.provisional,
        "awaiting_approval": _awaits_approval(row, first),
    }


def running(row: TrackingRow, at: datetime) -> list[dict[str, Any]]:
    """Return every clock that runs and that somebody must answer, the first due first."""
    clocks = [c for c in clocks_of(row.clocks) if c.running and c.name not in WINDOWS]
    return [
        {
            "clock": clock.name,
            "unit": clock.unit,
            "at": clock.due,
            "holder": clock.segments[-1].holder,
            "light": _light(clock.due, clock.remind_at, at),
        }
        for clock in sorted(clocks, key=lambda c: c.due)
    ]


def _light(due: datetime, remind_at: datetime | None, at: datetime) -> str:
    if due < at:
        return "red"
    return "yellow" if remind_at is not None and remind_at <= at else "green"


def _left(clock: Clock, at: datetime, policies: Policies) -> int:
    calendar = policies.calendar_of(clock.calendar)
    return calendar.worked(at, clock.due) if at <= clock.due else -calendar.worked(clock.due, at)


def _awaits_approval(row: TrackingRow, clock: Clock) -> bool:
    """Return whether more time for just this clock is asked for."""
    if clock.name not in _EXTENDED:
        return False
    unit = clock.unit or row.lead_unit
    waits = waits_of(row.waiting)
    return any(wait.what == "extension" and wait.unit in (unit, None) for wait in waits)
