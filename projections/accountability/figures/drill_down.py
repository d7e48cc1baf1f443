"""明细: list the orders behind a figure, and in which figures an order counts."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from psycopg import AsyncConnection
from psycopg.sql import SQL, Literal

from casework.figures.catalogue import FIGURES
from casework.sql import Statements, columns, union
from projections.accountability.figures.conditions import condition
from projections.accountability.figures.query import FigureQuery, PageAfter, Part
from projections.accountability.figures.rows import COLUMNS, rows
from projections.accountability.rows import OrderRow
from projections.engine.reading import AsOf, read

_SQL = Statements(__file__)


class OrderBehind(msgspec.Struct, frozen=True):
    """An order behind a figure, whether it is assessed, and whether it is of the figure's part.

    Where the part is a weighted sum, that means that its weight is not zero.
    """

    row: OrderRow
    assessed: bool
    in_part: bool


async def drill_down(
    conn: AsyncConnection,
    query: FigureQuery,
    figure: str,
    part: Part,
    page: PageAfter,
    keys: Sequence[str] | None = None,
) -> tuple[list[OrderBehind], AsOf]:
    """Return the orders behind a figure by their numbers: its whole, its part, or the rest."""
    of_centre = FIGURES[figure].of_centre
    query = query if of_centre else _narrowed(query, keys)
    statement = _SQL.of(
        "orders",
        columns=columns(COLUMNS),
        part=condition(query.policy, figure, "part"),
        condition=condition(query.policy, figure, part),
        rows=rows(query, of_centre=of_centre, wanted=COLUMNS),
    )
    more = {**page.params(), "keys": list(keys) if keys is not None else None}
    found, as_of = await read(conn, query.schema, statement, {**query.params(), **more})
    return [_order(row) for row in found], as_of


async def has_orders(conn: AsyncConnection, schema: str, unit: str) -> bool:
    """Return whether any order was ever a unit's."""
    statement = _SQL.of("has_orders", schema=schema)
    found, _ = await read(conn, schema, statement, {"unit": unit})
    return bool(found)


async def memberships(
    conn: AsyncConnection, query: FigureQuery, figures: Sequence[str]
) -> tuple[list[tuple[Any, ...]], AsOf]:
    """Return every order that counts anywhere: its numbers, its key, and in which of the figures.

    The last two are bit sets over the figures: in the whole of which, and in the part of which.
    """
    members = union((_members(query, figures, each) for each in (False, True)), every=True)
    statement = _SQL.of("memberships", members=members)
    return await read(conn, query.schema, statement, query.params())


def judged(query: FigureQuery, figures: Sequence[str]) -> SQL:
    """Return the statement of a period's orders and cases with what each figure says of them.

    A merged claimant is no order. It is filled with the query's parameters.
    """
    return union((_judged(query, figures, each) for each in (False, True)), every=True)


def _narrowed(query: FigureQuery, keys: Sequence[str] | None) -> FigureQuery:
    """Return the query of these units alone, where keys are units."""
    if query.by != "unit" or keys is None:
        return query
    within = query.units
    return replace(query, units=[key for key in keys if within is None or key in within])


def _order(row: Sequence[Any]) -> OrderBehind:
    fields = dict(zip(COLUMNS, row[:-2], strict=True))
    return OrderBehind(OrderRow(**fields), row[-2], bool(row[-1]))


def _judged(query: FigureQuery, figures: Sequence[str], of_centre: bool) -> SQL:
    verdicts = SQL(", ").join(_verdict(query, figure, of_centre) for figure in figures)
    return _SQL.of("judged", verdicts=verdicts, rows=rows(query, of_centre=of_centre))


def _verdict(query: FigureQuery, figure: str, of_centre: bool) -> SQL:
    if FIGURES[figure].of_centre is not of_centre:
        return _SQL.of("no_verdict", figure=figure)
    whole, part = (condition(query.policy, figure, each) for each in _WHOLE_AND_PART)
    return _SQL.of("verdict", whole=whole, part=part, figure=figure)


def _members(query: FigureQuery, figures: Sequence[str], of_centre: bool) -> SQL:
    mine = [(n, f) for n, f in enumerate(figures) if FIGURES[f].of_centre is of_centre]
    whole, part = (
        SQL(" | ").join(_bit(condition(query.policy, figure, each), n) for n, figure in mine)
        for each in _WHOLE_AND_PART
    )
    found = rows(query, of_centre=of_centre)
    return _SQL.of("members", whole=whole, part=part, rows=found)


def _bit(holds: SQL, n: int) -> SQL:
    return _SQL.of("bit", condition=holds, n=Literal(n))


_WHOLE_AND_PART: tuple[Part, Part] = ("whole", "part")
