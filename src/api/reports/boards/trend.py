"""走势 as JSON: a point for each period, the earliest first."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from api.reports.boards.absence import absence
from api.reports.boards.links import Links
from api.reports.boards.presenter import (
    NOTHING_THERE,
    absent_to_json,
    empty,
    line_to_json,
    period_to_json,
)
from api.reports.boards.request import BoardRequest
from casework.figures.board import Line
from casework.policy.periods import Period
from projections.accountability.figures.ranking import scored

Points = Iterable[tuple[Period, Line | None]]


def points_to_json(
    request: BoardRequest, links: Links, unit: str | None, points: Points, figures: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the points of one unit, or of all that the caller sees; `links` are of any period."""
    found = []
    for period, line in points:
        of_period = replace(links, words={**links.words, "period": period.label})
        found.append(_point(request, of_period, unit, period, line, figures))
    return found


def _point(
    request: BoardRequest,
    links: Links,
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
    shown = line_to_json(found, links.of([unit] if unit else []), figures)
    return {**point, **shown, "note": None if line else NOTHING_THERE}
