"""How a view is read: rows together with how far the view is, as of one instant."""

import asyncio
import time
from datetime import datetime
from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import tuple_row
from psycopg.sql import SQL

from casework.runtime import metrics
from casework.sql import Statements

WAIT_SECONDS = 2.0
_LOOK_SECONDS = 0.01
_SQL = Statements(__file__)


class AsOf(msgspec.Struct, frozen=True):
    """The last position that the rows know of, and when it was recorded.

    `reached` is false where the caller asked for a later position than the view had in time.
    """

    position: int
    at: datetime | None
    reached: bool = True


async def read(
    conn: AsyncConnection,
    schema: str,
    query: SQL,
    params: dict[str, Any],
    *,
    prepared: bool = False,
) -> tuple[list[tuple[Any, ...]], AsOf]:
    """Return the rows of a query on one view, with their as-of, in one statement.

    It may be `prepared`, and then planned once and for all, where one plan is right for any values:
    not where patterns and spans of time decide which index serves.
    """
    statement = _SQL.of("with_as_of", schema=schema, query=query)
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    prepare = None if prepared else False
    rows = await (await cursor.execute(statement, params, prepare=prepare)).fetchall()
    as_of = AsOf(rows[0][0], rows[0][1])
    return [row[3:] for row in rows if row[2]], as_of


async def position_of(conn: AsyncConnection, schema: str) -> int:
    """Return how far a view is."""
    cursor = await conn.execute(_SQL.of("position", schema=schema))
    [position] = await cursor.fetchone() or (0,)
    return int(position)


async def wait(conn: AsyncConnection, schema: str, position: int) -> bool:
    """Wait until a view has come to a position, at most two seconds; says whether it has."""
    began = time.monotonic()
    while True:
        cursor = await conn.execute(_SQL.of("reached", schema=schema), (position,))
        [reached] = await cursor.fetchone() or (False,)
        waited = time.monotonic() - began
        if reached or waited > WAIT_SECONDS:
            metrics.VIEW_WAIT_SECONDS.labels(schema.rpartition("_")[2]).observe(waited)
            return bool(reached)
        await asyncio.sleep(_LOOK_SECONDS)


async def caught_up(conn: AsyncConnection, city: str, schema: str) -> bool:
    """Wait until a view has all that the log holds now; says whether it has."""
    cursor = await conn.execute(_SQL.of("last_position", city=city))
    [position] = await cursor.fetchone() or (0,)
    return await wait(conn, schema, position)
