"""红黄绿灯: what the lists ask of every row, asked of one."""

from datetime import datetime
from typing import Literal

from projections.tracking.rows import TrackingRow

Light = Literal["red", "yellow", "green", "grey"]
LIGHTS: tuple[Light, ...] = ("red", "yellow", "green", "grey")


def light_of(row: TrackingRow, now: datetime) -> Light:
    """Return the light of the due thing: `light` of the statements, for a row."""
    if row.due_at is None:
        return "grey"
    if row.due_at < now:
        return "red"
    return "yellow" if row.remind_at is not None and row.remind_at <= now else "green"


def is_overdue(row: TrackingRow, now: datetime) -> bool:
    """Return whether the clock that is due first has passed: `where_overdue` for a row."""
    return row.due_at is not None and row.due_at < now


def is_to_call(row: TrackingRow, now: datetime) -> bool:
    """Return whether the limit passed without a result: `where_to_call` for a row (L 23)."""
    waits = row.status in ("dispatched", "handling", "return_pending") and not row.suspended
    return waits and row.parent_no is None and row.deadline is not None and row.deadline < now


def was_late(row: TrackingRow, now: datetime) -> bool:
    """Return whether a limit of the cycle was missed, 曾超时, as `where_late` asks of a row."""
    return row.late or is_overdue(row, now)
