"""The rows of boards that are not of units: places, categories, people."""

from collections.abc import Mapping
from typing import Any

import msgspec

from api.accountability import shown
from api.routes.accountability.asking import Asking
from casework.figures.board import Line, Listing
from projections.accountability.queries import By


def told_rows(
    asking: Asking, listing: Listing | None, overall: Line | None, *, by: By, unit: str | None,
    names: Mapping[str, str], ranked: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The rows with the lists behind them, and all of them together."""

    def link(*keys: str) -> shown.LinkOf:
        return lambda figure: asking.link(figure, by, keys, unit=unit)

    note = shown.note(overall)
    rows = [_named(row, names, ranked) for row in listing.lines] if listing else []
    return {
        "columns": shown.catalogue(),
        "lines": [shown.line(row, link(row.key)) for row in rows],
        "mean": shown.mean(listing.mean) if listing else None,
        "overall": shown.line(overall, link()) if overall else None,
        "note": note,
    }


def _named(row: Line, names: Mapping[str, str], ranked: bool) -> Line:
    rank = row.rank if ranked else None
    return msgspec.structs.replace(row, name=names.get(row.key) or row.key, rank=rank)
