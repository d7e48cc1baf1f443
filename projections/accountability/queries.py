"""问责查询: the figures of a period by key, and the orders behind each of them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

import msgspec
from psycopg import AsyncConnection

from casework.figures.board import Count
from casework.figures.catalogue import FIGURES
from projections.accountability.reading.counting import (
    COLUMNS,
    Asked,
    By,
    Part,
    condition,
    sums,
    worded,
)
from projections.accountability.rows import OrderRow
from projections.engine.reading import AsOf, read

__all__ = [
    "CENTRE",
    "OTHERS",
    "Asked",
    "By",
    "Order",
    "Part",
    "Row",
    "behind",
    "counts",
    "memberships",
]

OTHERS, CENTRE = "others", "centre"
MEDIAN = "median_time"
ALL = tuple(FIGURES)

Totals = tuple[str | None, str | None]  # a key of a list; a list, (x, None); all, (None, None)


class Row(msgspec.Struct, frozen=True):
    """What one key came to; `key` is None in the totals of a list, and `listing` in that of all."""

    key: str | None
    listing: str | None
    name: str
    figures: dict[str, Count]


class Order(msgspec.Struct, frozen=True):
    """An order behind a figure, whether it is assessed, and whether it is of the figure's part.

    Where the part is a weighted sum, that means that its weight is not nought.
    """

    row: OrderRow
    assessed: bool
    counts: bool


async def counts(
    conn: AsyncConnection, asked: Asked, lists: Mapping[str, str] | None = None,
    figures: Sequence[str] = ALL,
) -> tuple[list[Row], AsOf]:  # fmt: skip
    """The figures of every key, of each list, and of all together.

    `lists` names the list of each key; a key that it does not name is among the others.
    """
    names: dict[str, str] = {}
    found: dict[Totals, dict[str, Count]] = {(None, None): {}}
    held: dict[Totals, list[int]] = {}
    for of_centre in (False, True):
        mine = [f for f in figures if FIGURES[f].of_centre is of_centre]
        if not mine:
            continue
        query = _summed(asked, mine, of_centre)
        rows, as_of = await read(conn, asked.schema, query, asked.params())
        for key, name, times, *summed in rows:
            names.setdefault(key, name)
            for place in _places(key, lists or {}):
                _add(found.setdefault(place, {}), mine, summed)
                held.setdefault(place, []).extend(times or ())
    for place, middle in _medians(held).items():
        found[place][MEDIAN] = middle
    return [_row(place, names, found[place], figures) for place in found], as_of


def _places(key: str, lists: Mapping[str, str]) -> tuple[Totals, ...]:
    """Where a key's counts are added to: its own, its list's, everybody's."""
    listing = lists.get(key, OTHERS)
    return (listing, key), (listing, None), (None, None)


def _add(to: dict[str, Count], figures: Sequence[str], summed: Sequence[Any]) -> None:
    added = [figure for figure in figures if figure != MEDIAN]
    for figure, part, whole in zip(added, summed[::2], summed[1::2], strict=True):
        before = to.get(figure, Count(Decimal(), None if whole is None else 0))
        total = None if whole is None else whole + (before.whole or 0)
        to[figure] = Count(before.part + Decimal(part or 0), total)


def _row(
    place: Totals, names: Mapping[str, str], found: Mapping[str, Count], figures: Iterable[str]
) -> Row:
    nothing = {f: Count(Decimal(), None if FIGURES[f].kind == "count" else 0) for f in figures}
    listing, key = place
    return Row(key, listing, names.get(key or "", ""), {**nothing, **found})


def _summed(asked: Asked, figures: Sequence[str], of_centre: bool) -> str:
    """Name, times and sums by key; the times are those that a median is taken of."""
    added = "".join(f", {sums(asked.policy, f)}" for f in figures if f != MEDIAN)
    rows = worded(asked, of_centre=of_centre)
    timed = f"array_agg(used) FILTER (WHERE {condition(asked.policy, MEDIAN, 'whole')})"
    times = timed if MEDIAN in figures else "NULL::int[]"
    return f"SELECT key, max(unit_name), {times}{added} FROM ({rows}) o GROUP BY key"


def _medians(held: Mapping[Totals, list[int]]) -> dict[Totals, Count]:
    """The median of open time of every key, list, and of all."""
    return {place: Count(Decimal(median(times)), 1) for place, times in held.items() if times}


async def behind(
    conn: AsyncConnection, asked: Asked, figure: str, part: Part, *, keys: Sequence[str] | None,
    after: tuple[str, str] | None, limit: int, hidden: Sequence[str] = (),
) -> tuple[list[Order], AsOf]:  # fmt: skip
    """The orders behind a figure, in order of their numbers: its whole, its part, or the rest.

    `hidden` are appeals that the reader is not shown.
    """
    if asked.by == "unit" and keys is not None and not FIGURES[figure].of_centre:
        seen = [key for key in keys if asked.units is None or key in asked.units]
        asked = msgspec.structs.replace(asked, units=seen)
    params = {
        **asked.params(), "wanted": list(keys) if keys is not None else None, "limit": limit,
        "after_no": after[0] if after else "", "after_order": after[1] if after else "",
        "hidden": list(hidden),
    }  # fmt: skip
    rows_asked = worded(asked, of_centre=FIGURES[figure].of_centre, columns=COLUMNS)
    query = (
        f"SELECT {', '.join(COLUMNS)}, assessed, {condition(asked.policy, figure, 'part')}"
        f" FROM ({rows_asked}) o WHERE ({condition(asked.policy, figure, part)})"
        " AND (%(wanted)s::text[] IS NULL OR key = ANY (%(wanted)s))"
        " AND appeal_no <> ALL (%(hidden)s::text[])"
        " AND (appeal_no, order_no) > (%(after_no)s, %(after_order)s)"
        " ORDER BY appeal_no, order_no LIMIT %(limit)s"
    )
    rows, as_of = await read(conn, asked.schema, query, params)
    return [Order(OrderRow(**_named(row)), row[-2], bool(row[-1])) for row in rows], as_of


async def has_orders(conn: AsyncConnection, schema: str, unit: str) -> bool:
    """Whether any order was ever a unit's."""
    query = "SELECT true FROM {schema}.accountability WHERE unit = %(unit)s AND kind <> 'centre'"
    rows, _ = await read(conn, schema, query.format(schema=schema) + " LIMIT 1", {"unit": unit})
    return bool(rows)


def _named(row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(COLUMNS, row[:-2], strict=True))


async def memberships(
    conn: AsyncConnection, asked: Asked, figures: Sequence[str]
) -> tuple[list[tuple[Any, ...]], AsOf]:
    """Every order that counts anywhere: its numbers, its key, and in which of the figures.

    The last two are bit sets over the figures: in the whole of which, and in the part of which.
    """
    query = " UNION ALL ".join(_members(asked, figures, of_centre) for of_centre in (False, True))
    ordered = f"SELECT * FROM ({query}) o WHERE whole <> 0 ORDER BY appeal_no, order_no, key"
    return await read(conn, asked.schema, ordered, asked.params())


def judged(asked: Asked, figures: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """A query of the orders and cases of a period with what each figure says of them, and its
    parameters.

    True is of its part, false only of its whole, null of neither; a merged claimant is no order.
    """
    both = " UNION ALL ".join(_judged(asked, figures, of_centre) for of_centre in (False, True))
    return both, asked.params()


def _judged(asked: Asked, figures: Sequence[str], of_centre: bool) -> str:
    said = ", ".join(_said(asked, figure, of_centre) for figure in figures)
    rows = worded(asked, of_centre=of_centre)
    return f"SELECT appeal_no, order_no, {said} FROM ({rows}) o WHERE kind <> 'child'"


def _said(asked: Asked, figure: str, of_centre: bool) -> str:
    if FIGURES[figure].of_centre is not of_centre:
        return f"NULL::boolean AS {figure}"
    whole, part = (condition(asked.policy, figure, each) for each in ("whole", "part"))
    return f"CASE WHEN {whole} THEN ({part}) IS TRUE END AS {figure}"


def _members(asked: Asked, figures: Sequence[str], of_centre: bool) -> str:
    mine = [(n, f) for n, f in enumerate(figures) if FIGURES[f].of_centre is of_centre]
    whole, part = (
        " | ".join(
            f"((({condition(asked.policy, figure, which)}) IS TRUE)::int::bigint << {n})"
            for n, figure in mine
        )
        for which in ("whole", "part")
    )  # fmt: skip
    rows = worded(asked, of_centre=of_centre)
    return f"SELECT appeal_no, order_no, key, {whole} AS whole, {part} AS part FROM ({rows}) o"
