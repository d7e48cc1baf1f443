"""走势 as JSON: a point for each period, the earliest first."""

from collections.abc import Iterable, Sequence
from typing import Any

from api.boards.absence import absence
from api.boards.presenter import NOTHING_THERE, absent_to_json, empty, line_to_json
from api.boards.request import BoardRequest, period_to_json
from casework.figures.board import Line
from casework.policy.periods import Period
from projections.accountability.figures.ranking import scored


def points_to_json(
    request: BoardRequest,
    unit: str | None,
    points: Iterable[tuple[Period, Line | None]],
    figures: Sequence[str],
) -> list[dict[str, Any]]:
    """Return the points of one unit, or of all that the caller sees."""
    return [_point(request, unit, period, line, figures) for period, line in points]


def _point(
    request: BoardRequest,
    unit: str | None,
    period: Period,
    line: Line | None,
    figures: Sequence[str],
) -> dict[str, Any]:
    point = {"period": period_to_json(period, request.query.at)}
    absent = absence(request.directory, unit, period) if unit and line is None else None
    if absent:
        return {**point, **absent_to_json("", "", figures), "note": absent}
    found = line or scored(empty("", ""), request.query.policy)
    href = request.links("unit", period).of([unit] if unit else [])
    shown = line_to_json(found, href, figures)
    return {**point, **shown, "note": None if line else NOTHING_THERE}
