"""Boards as plain values for JSON: each figure with what it is of, in words, and its list."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from api.reports.boards import formats
from api.reports.boards.links import Href, Links
from casework.figures.board import Board, Count, Line, Listing
from casework.figures.catalogue import FIGURES
from casework.policy.periods import Period
from casework.words import NOTHING
from projections.accountability.figures.counting import nothing

NOTHING_THERE = "本期没有诉求"
_FIELDS = ("part", "whole", "numerator", "denominator", "value")


def board_to_json(
    board: Board, lists: Iterable[Listing], links: Links | None, units: Collection[str] | None
) -> dict[str, Any]:
    """Return a board of units; `lists` are those of it that are wanted, `units` those shown."""
    return {
        "columns": catalogue(),
        "printed": board.columns,
        "lists": [list_to_json(each, links, units) for each in lists],
        "overall": _overall(board.overall, links if units is None else None),
        "note": note(board.overall),
    }


def rows_to_json(board: Board, links: Links, *, ranked: bool) -> dict[str, Any]:
    """Return a board of anything else: one list of rows, and all of them together."""
    listing = next(iter(board.lists), None)
    rows = listing.lines if listing else ()
    return {
        "columns": catalogue(),
        "lines": [_row(row, links, ranked) for row in rows],
        "mean": _mean(listing.mean) if listing else None,
        "overall": _overall(board.overall, links),
        "note": note(board.overall),
    }


def list_to_json(
    listing: Listing, links: Links | None, units: Collection[str] | None
) -> dict[str, Any]:
    """Return a list with both its means; of its rows only those that are shown, ranked among all.

    Whoever does not see all rows sees the means, but not what lies behind them.
    """
    rows = [row for row in listing.lines if units is None or row.key in units]
    summary = summary_to_json(listing, links if units is None else None)
    return {
        **{name: summary[name] for name in ("id", "name", "ranked")},
        "lines": [_row(row, links) for row in rows],
        **{name: summary[name] for name in ("mean", "pooled")},
    }


def summary_to_json(listing: Listing, links: Links | None) -> dict[str, Any]:
    """Return a list without its rows."""
    everybody = links.of([row.key for row in listing.lines]) if links else None
    return {
        "id": listing.id,
        "name": listing.name,
        "ranked": sum(row.rank is not None for row in listing.lines),
        "mean": _mean(listing.mean),
        "pooled": line_to_json(listing.pooled, everybody),
    }


def line_to_json(line: Line, href: Href | None, only: Collection[str] = FIGURES) -> dict[str, Any]:
    """Return a row of a board."""
    return {
        "key": line.key,
        "name": line.name,
        "figures": {f: figure_to_json(f, line.figures, href) for f in FIGURES if f in only},
        "score": _text(line.score),
        "rank": line.rank,
        "change": _text(line.change),
        "change_shown": formats.change(line.change),
    }


def figure_to_json(id: str, figures: Mapping[str, Count], href: Href | None) -> dict[str, Any]:
    """Return a figure of a row. A median has no part; it is of as many as the mean beside it."""
    count = figures[id]
    median = id == "median_time"
    whole = figures["mean_time"].whole if median else count.whole
    part = None if median else _number(count.part)
    return {
        "part": part,
        "whole": whole,
        "numerator": part,  # as 0.3 called them
        "denominator": whole,
        "value": formats.exact(count.value),
        "shown": formats.figure(FIGURES[id].kind, count.value),
        "appeals": href(id) if href else None,
    }


def absent_to_json(key: str, name: str, only: Iterable[str] = FIGURES) -> dict[str, Any]:
    """Return the row of something that there was not in the period: nothing of it is known."""
    unknown = {**dict.fromkeys(_FIELDS), "shown": NOTHING, "appeals": None}
    return {
        "key": key,
        "name": name,
        "figures": {f: dict(unknown) for f in only},
        **dict.fromkeys(("score", "rank", "change")),
        "change_shown": NOTHING,
    }


def empty(key: str, name: str) -> Line:
    """Return the row of something that had no cases: counts are zero, rates are not."""
    return Line(key=key, name=name, figures=nothing())


def note(overall: Line | None) -> str | None:
    """Return what is to be said of a board on which there is nothing."""
    return NOTHING_THERE if overall is None or overall.is_empty else None


def catalogue(columns: Iterable[str] = FIGURES) -> list[dict[str, str]]:
    """Return the figures of an answer in order, with their names."""
    return [{"id": f, "name": FIGURES[f].chinese, "kind": FIGURES[f].kind} for f in columns]


def period_to_json(period: Period, at: datetime) -> dict[str, object]:
    """Return a period with both its ends, and whether it was over."""
    begins, ends = period.begins, period.ends
    return {"label": period.label, "begins": begins, "ends": ends, "over": period.is_over(at)}


def _overall(overall: Line | None, links: Links | None) -> dict[str, Any] | None:
    return line_to_json(overall, links.of([]) if links else None) if overall else None


def _row(row: Line, links: Links | None, ranked: bool = True) -> dict[str, Any]:
    line = line_to_json(row, links.of([row.key]) if links else None)
    return line if ranked else {**line, "rank": None}


def _mean(row: Line) -> dict[str, Any]:
    """Return the mean of rows: figures that no list of cases lies behind."""
    return {
        "name": row.name,
        "score": _text(row.score),
        "figures": {f: _mean_figure(f, row.figures[f].value) for f in FIGURES},
    }


def _mean_figure(id: str, value: Fraction | None) -> dict[str, Any]:
    return {"value": formats.exact(value), "shown": formats.mean(FIGURES[id].kind, value)}


def _number(part: Decimal) -> int | float:
    """Return a number of cases; a weighted sum of them has few decimals, which are kept."""
    return int(part) if part == part.to_integral_value() else float(part)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
