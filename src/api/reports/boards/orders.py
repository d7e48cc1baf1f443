"""工单: one order behind a figure, explained: when, until when, in whose hands, what counts."""

from datetime import datetime
from typing import Any

from api.reports.boards.request import BoardRequest
from casework.policy.assessment import AssessmentPolicy
from casework.policy.policies import Policies
from projections.accountability.figures.drill_down import OrderBehind
from projections.accountability.rows import OrderRow

_OF_CASE = (
    "appeal_no",
    "order_no",
    "kind",
    "cycle",
    "round",
    "unit",
    "unit_name",
    "state",
    "channel",
    "type",
    "urgency",
    "category",
    "category_name",
    "area",
    "parent_no",
    "related_to",
    "assigned_to",
    "handled_by",
    "outcome",
    "closing_kind",
    "ended_by",
    "dispatch_basis",
)
_INSTANTS = (
    "raised_at",
    "dispatch_by",
    "dispatched_at",
    "received_at",
    "acknowledge_by",
    "acknowledged_at",
    "contact_by",
    "contacted_at",
    "first_due",
    "due",
    "late_since",
    "handled_at",
    "feed_back_by",
    "fed_back_at",
    "ended_at",
    "callback_by",
    "called_back_at",
    "closed_at",
)
_COUNTS = (
    "returns",
    "returns_accepted",
    "extensions",
    "suspensions",
    "sent_back",
    "urges",
    "supervisions",
    "callbacks",
    "backdated",
)
_ANSWERS = ("contacted", "solved", "satisfied", "stars", "visit_denied")
_HELD = ("waiting", "working", "suspended", "deciding", "transit", "answering")


def order_to_json(order: OrderBehind, request: BoardRequest) -> dict[str, Any]:
    """Return an order as it was judged at an instant. All amounts are whole seconds."""
    row, at = order.row, request.query.at
    return {
        **_fields(row, _OF_CASE),
        "counts": order.in_part,
        "instants": _fields(row, _INSTANTS),
        "limit": {"rule": row.rule, "calendar": row.calendar, "due": row.due},
        "used_seconds": used(row, at, request.policies),
        "used_in_earlier_rounds": row.used_rounds,
        "held_seconds": held(row, at),
        "numbers": _fields(row, _COUNTS),
        "answers": _fields(row, _ANSWERS),
        "assessed": order.assessed,
        "not_assessed": why_not(row, request.query.policy),
        "corrected": row.corrected or [],
        "appeal": request.appeal(row.appeal_no),
    }


def held(row: OrderRow, at: datetime) -> dict[str, int]:
    """Return how long the unit had it, split; the parts sum to the whole, to the second."""
    parts = {state: getattr(row, f"held_{state}") for state in _HELD}
    if row.state != "done" and at > row.since:
        parts[row.state] += int(at.timestamp()) - int(row.since.timestamp())
    return {**parts, "whole": sum(parts.values())}


def used(row: OrderRow, at: datetime, policies: Policies) -> int:
    """Return the open time in the unit's hands by then, by the calendar of the handling clock."""
    if not row.runs or row.calendar is None or at <= row.stretches[-1]:
        return row.used_seconds
    ends = [*row.stretches, at]
    calendar = policies.calendar_of(row.calendar)
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return row.used_before + sum(calendar.worked(since, until) for since, until in pairs)


def why_not(row: OrderRow, policy: AssessmentPolicy) -> dict[str, str] | None:
    """Return why a case is not assessed: its type, how it was closed, or a granted exclusion."""
    if row.type in policy.types_excluded:
        return {"by": "type", "ground": row.type}
    if row.closing_kind in policy.closing_kinds_excluded:
        return {"by": "closing_kind", "ground": row.closing_kind or ""}
    if row.excluded in policy.grounds_excluded:
        return {"by": "exclusion", "ground": row.excluded or ""}
    return None


def _fields(row: OrderRow, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
