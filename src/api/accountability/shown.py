"""Boards as plain values for JSON: each figure with what it is of, in words, and its list."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from api.accountability import told
from casework.figures.board import Board, Count, Line, Listing
from casework.figures.catalogue import FIGURES
from casework.words import NOTHING

NOTHING_THERE = "本期没有诉求"
LinkOf = Callable[[str], str]
"""The list behind a figure of one row, by the figure's id."""

LinksOf = Callable[[Sequence[str]], LinkOf | None]
"""That of some rows together, by their keys; without keys, of all cases; None where none is."""


def board(
    found: Board, lists: Iterable[Listing], link: LinksOf, seen: Collection[str] | None
) -> dict[str, Any]:
    """A board of units; `lists` are those of it that were asked for, `seen` as in `listing`."""
    everything = link([]) if seen is None else None
    return {
        "columns": catalogue(),
        "printed": found.columns,
        "lists": [listing(each, link, seen) for each in lists],
        "overall": line(found.overall, everything) if found.overall else None,
        "note": note(found.overall),
    }


def line(row: Line, link: LinkOf | None, only: Collection[str] = FIGURES) -> dict[str, Any]:
    """A row of a board."""
    return {
        "key": row.key,
        "name": row.name,
        "figures": {f: figure(f, row.figures, link) for f in FIGURES if f in only},
        **standing(row),
    }


def standing(row: Line) -> dict[str, Any]:
    """Score, rank and change, exact and in words."""
    return {
        "score": _text(row.score),
        "rank": row.rank,
        "change": _text(row.change),
        "change_shown": told.change(row.change),
    }


def figure(id: str, figures: Mapping[str, Count], link: LinkOf | None) -> dict[str, Any]:
    """One figure of a row. A median has no numerator; it is of as many as the mean beside it."""
    count = figures[id]
    median = id == "median_time"
    whole = figures["mean_time"].whole if median else count.whole
    part = None if median else _number(count.part)
    return {
        "part": part,
        "whole": whole,
        "numerator": part,  # as 0.3 called them
        "denominator": whole,
        "value": told.exact(count.value),
        "shown": told.figure(FIGURES[id].kind, count.value),
        "appeals": link(id) if link else None,
    }


def unknown() -> dict[str, Any]:
    """A figure of which nothing can be known: not nought."""
    fields = ("part", "whole", "numerator", "denominator", "value")
    return {**dict.fromkeys(fields), "shown": NOTHING, "appeals": None}


def no_line(key: str, name: str, only: Iterable[str] = FIGURES) -> dict[str, Any]:
    """The row of something that there was not in the period."""
    nothing = dict.fromkeys(("score", "rank", "change"))
    return {
        "key": key, "name": name, "figures": {f: unknown() for f in only}, **nothing,
        "change_shown": NOTHING,
    }  # fmt: skip


def empty(key: str, name: str) -> Line:
    """The row of something that had no cases: counts are nought, rates are not."""
    figures = {
        id: Count(Decimal(), None if each.kind == "count" else 0) for id, each in FIGURES.items()
    }
    return Line(key=key, name=name, figures=figures)


def listing(each: Listing, link: LinksOf, seen: Collection[str] | None) -> dict[str, Any]:
    """A list with both its means; of the rows only those that are seen, ranked among all.

    Whoever does not see all rows is told the means, but not what lies behind them.
    """
    rows = [row for row in each.lines if seen is None or row.key in seen]
    pooled = link([row.key for row in each.lines]) if seen is None else None
    return {
        "id": each.id,
        "name": each.name,
        "ranked": sum(row.rank is not None for row in each.lines),
        "lines": [line(row, link([row.key])) for row in rows],
        "mean": mean(each.mean),
        "pooled": line(each.pooled, pooled),
    }


def mean(row: Line) -> dict[str, Any]:
    """The mean of rows: figures that no list of cases lies behind."""
    return {
        "name": row.name,
        "score": _text(row.score),
        "figures": {f: _mean(f, row.figures[f].value) for f in FIGURES},
    }


def note(overall: Line | None) -> str | None:
    """What is to be said of a board on which there is nothing."""
    there = overall is not None and any(count.part for count in overall.figures.values())
    return None if there else NOTHING_THERE


def catalogue(columns: Iterable[str] = FIGURES) -> list[dict[str, str]]:
    """The figures of an answer in order, with their names."""
    return [{"id": f, "name": FIGURES[f].chinese, "kind": FIGURES[f].kind} for f in columns]


def _mean(id: str, value: Fraction | None) -> dict[str, Any]:
    return {"value": told.exact(value), "shown": told.mean(FIGURES[id].kind, value)}


def _number(part: Decimal) -> int | float:
    """A number of cases; a weighted sum of them has few decimals, which are kept as they are."""
    return int(part) if part == part.to_integral_value() else float(part)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
