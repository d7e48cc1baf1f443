"""Hotspots and themes in words: names, exact decimals, and the list behind each number."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from api.reports.boards.links import link
from api.reports.boards.request import BoardRequest
from casework.policy.assessment import rounded
from projections.accountability.figures.names import then_of
from projections.accountability.lists.hotspots import Cell
from projections.accountability.lists.themes import Theme

APPEALS = "/v1/accountability/hotspots/appeals"
LEVELS = {"street": "街道", "community": "社区"}
NOWHERE = "地点不明"
_MAIN = 2


def hottest(
    cells: Sequence[Cell], request: BoardRequest, words: dict[str, Any], limit: int
) -> list[dict[str, Any]]:
    """Return those that grew, the least accidental first."""
    grown = [(cell.chance, -cell.excess, cell) for cell in cells if cell.excess > 0]
    ordered = sorted(grown, key=lambda each: (*each[:2], each[2].place, each[2].category))[:limit]
    return [_hotspot(cell, len(cells), request, words) for _, _, cell in ordered]


def theme_to_json(theme: Theme, request: BoardRequest, words: dict[str, Any]) -> dict[str, Any]:
    """Return a candidate with its reasons."""
    return {
        "rank": theme.rank,
        "places": theme.places,
        "reasons": theme.reasons,
        **_measured(theme.cell, request, words),
    }


def _hotspot(
    cell: Cell, cells: int, request: BoardRequest, words: dict[str, Any]
) -> dict[str, Any]:
    """Return a hotspot; `by_accident` is how many of all cells would look so by chance alone."""
    here = {**words, "place": cell.place}
    return {
        "place": cell.place,
        "place_name": place_name(cell.place, request),
        **_measured(cell, request, here),
        "by_accident": float(f"{cell.chance * cells:.3g}"),
    }


def _measured(cell: Cell, request: BoardRequest, words: dict[str, Any]) -> dict[str, Any]:
    rows = {**words, "category": cell.category}
    growth = cell.excess / cell.expected if cell.expected else None
    return {
        "category": cell.category,
        "category_name": category_name(cell, request),
        "weeks": cell.weeks,
        "running": cell.running,
        "count": cell.count,
        "href": link(APPEALS, rows),
        "expected": rounded(cell.expected, 2),
        "excess": rounded(cell.excess, 2),
        "growth": _share(growth),
        "chance": float(f"{cell.chance:.3g}"),
        "unsolved": _unsolved(cell, rows),
    }


def _unsolved(cell: Cell, rows: dict[str, Any]) -> dict[str, Any]:
    return {
        "part": cell.unsolved,
        "whole": cell.answered,
        "share": _share(cell.unsolved_share),
        "href": link(APPEALS, {**rows, "part": "unsolved"}),
    }


def place_name(code: str, request: BoardRequest) -> str:
    """Return the names from the street to the place."""
    if not code:
        return NOWHERE
    directory = request.directory
    return directory.place(code, then_of(request.query)) or directory.place(code) or code


def category_name(cell: Cell, request: BoardRequest) -> str:
    """Return the directory's name of a main category; its cases name what lies below it."""
    if len(cell.category) > _MAIN:
        return cell.category_name
    found = request.directory.category(cell.category)
    return found.name if found else cell.category_name


def _share(value: Fraction | None) -> Any:
    return None if value is None else rounded(value, 4)
