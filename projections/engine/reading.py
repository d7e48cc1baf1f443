"""How a view is read: rows together with how far the view is, as of one instant."""

import asyncio
import time
from datetime import datetime
from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.runtime import metrics

WAIT_SECONDS = 2.0
_LOOK_SECONDS = 0.01


class AsOf(msgspec.Struct, frozen=True):
    """The last position that the rows know of, and when it was recorded.

    `reached` is false where the caller asked for a later position than the view had in time.
    """

    position: int
    at: datetime | None
    reached: bool = True


async def read(
    conn: AsyncConnection, schema: str, query: str, params: dict[str, Any]
) -> tuple[list[tuple[Any, ...]], AsOf]:
    """The rows of a query on one view, with their as-of, in one statement.

    Without an answer the place stands alone, and `is_there` is null: a row of nulls is a row.
    """
    statement = (
        f"SELECT place.position, place.at, answer.* FROM {schema}.place LEFT JOIN LATERAL"
        f" (SELECT true AS is_there, found.* FROM ({query}) found) answer ON true"
    )
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    rows = await (await cursor.execute(statement, params, prepare=False)).fetchall()
    as_of = AsOf(rows[0][0], rows[0][1])
    return [row[3:] for row in rows if row[2]], as_of


async def wait(conn: AsyncConnection, schema: str, position: int) -> bool:
    """Wait until a view has come to a position, at most two seconds; says whether it has."""
    began = time.monotonic()
    while True:
        cursor = await conn.execute(f"SELECT position >= %s FROM {schema}.place", (position,))
        [reached] = await cursor.fetchone() or (False,)
        waited = time.monotonic() - began
        if reached or waited > WAIT_SECONDS:
            metrics.VIEW_WAIT_SECONDS.labels(schema.rpartition("_")[2]).observe(waited)
            return bool(reached)
        await asyncio.sleep(_LOOK_SECONDS)


async def caught_up(conn: AsyncConnection, city: str, schema: str) -> bool:
    """Wait until a view has all that the log holds now; says whether it has."""
    cursor = await conn.execute(f"SELECT coalesce(max(notification_id), 0) FROM {city}.events")
    [position] = await cursor.fetchone() or (0,)
    return await wait(conn, schema, position)
