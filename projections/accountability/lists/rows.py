"""范围: which rows a list is about: a period, some units, one generation; and its pages."""

from typing import Any

from psycopg import AsyncConnection
from psycopg.sql import SQL

from casework.sql import Statements, all_of
from projections.accountability.figures.query import BASIS, FigureQuery, PageAfter
from projections.engine.reading import AsOf, read

_SQL = Statements(__file__)


def within(query: FigureQuery) -> SQL:
    """Return the condition that holds for the rows of a query, which are called `o`."""
    clauses = {
        "of_period": not query.of_all_time,
        "of_units": query.units is not None,
        "not_hidden": bool(query.hidden),
    }
    return all_of(
        _SQL.of(name, basis=BASIS[query.policy.counted_by])
        for name, given in clauses.items()
        if given
    )


async def page_of(
    conn: AsyncConnection,
    query: FigureQuery,
    columns: SQL,
    condition: SQL,
    page: PageAfter,
    **more: Any,
) -> tuple[list[tuple[Any, ...]], AsOf]:
    """Return a page of the rows that a condition holds for, in order of appeal and order."""
    statement = _SQL.of(
        "page", columns=columns, schema=query.schema, condition=condition, within=within(query)
    )
    return await read(conn, query.schema, statement, {**query.params(), **page.params(), **more})
