"""Hotspots and themes in words: names, exact decimals, and the list behind each number."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from api.routes.accountability import looking
from api.routes.accountability.asking import Asking
from casework.policy.assessment import rounded
from projections.accountability.reading.hotspots import Cell
from projections.accountability.reading.themes import Theme

APPEALS = "/v1/accountability/hotspots/appeals"
LEVELS = {"street": "街道", "community": "社区"}
NOWHERE = "地点不明"
_MAIN = 2


def hottest(
    cells: Sequence[Cell], asking: Asking, given: dict[str, Any], limit: int
) -> list[dict[str, Any]]:
    """Those that grew, the least accidental first."""
    grown = [(cell.chance, -cell.excess, cell) for cell in cells if cell.excess > 0]
    ordered = sorted(grown, key=lambda each: (*each[:2], each[2].place, each[2].category))[:limit]
    return [_hotspot(cell, len(cells), asking, given) for _, _, cell in ordered]


def theme(theme: Theme, asking: Asking, given: dict[str, Any]) -> dict[str, Any]:
    """A candidate with its reasons."""
    return {
        "rank": theme.rank,
        "places": theme.places,
        "reasons": theme.reasons,
        **_measured(theme.cell, asking, given),
    }


def _hotspot(cell: Cell, cells: int, asking: Asking, given: dict[str, Any]) -> dict[str, Any]:
    """`by_accident` is how many cells of all would look so if nothing had changed anywhere."""
    here = {**given, "place": cell.place}
    return {
        "place": cell.place,
        "place_name": place_name(cell.place, asking),
        **_measured(cell, asking, here),
        "by_accident": float(f"{cell.chance * cells:.3g}"),
    }


def _measured(cell: Cell, asking: Asking, given: dict[str, Any]) -> dict[str, Any]:
    behind = {**given, "category": cell.category}
    growth = cell.excess / cell.expected if cell.expected else None
    return {
        "category": cell.category,
        "category_name": category_name(cell, asking),
        "weeks": cell.weeks,
        "running": cell.running,
        "count": cell.count,
        "href": looking.link(APPEALS, behind),
        "expected": rounded(cell.expected, 2),
        "excess": rounded(cell.excess, 2),
        "growth": _share(growth),
        "chance": float(f"{cell.chance:.3g}"),
        "unsolved": _unsolved(cell, behind),
    }


def _unsolved(cell: Cell, behind: dict[str, Any]) -> dict[str, Any]:
    return {
        "part": cell.unsolved,
        "whole": cell.answered,
        "share": _share(cell.unsolved_share),
        "href": looking.link(APPEALS, {**behind, "part": "unsolved"}),
    }


def place_name(code: str, asking: Asking) -> str:
    """The names from the street to the place."""
    if not code:
        return NOWHERE
    return asking.directory.place(code, asking.then) or asking.directory.place(code) or code


def category_name(cell: Cell, asking: Asking) -> str:
    """A main category is named by the directory; its cases name what lies below it."""
    if len(cell.category) > _MAIN:
        return cell.category_name
    found = asking.directory.category(cell.category)
    return found.name if found else cell.category_name


def _share(value: Fraction | None) -> Any:
    return None if value is None else rounded(value, 4)
