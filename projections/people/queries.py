"""The appeals of one caller, and the searches on record."""

from collections.abc import Sequence

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.facts import Recorded
from casework.sql import Statements
from casework.store.mapper import FactMapper
from projections.tracking.queries import several
from projections.tracking.rows import TrackingRow

_SQL = Statements(__file__)
_MAPPER = FactMapper()


async def by_callers(
    conn: AsyncConnection, city: str, callers: Sequence[bytes]
) -> list[TrackingRow]:
    """Return the appeals under these hashes of a number, oldest first; none that was erased."""
    found = await conn.execute(_SQL.of("by_callers", city=city), (list(callers),))
    rows = await several(conn, city, [stream for (stream,) in await found.fetchall()])
    return sorted(rows.values(), key=lambda row: (row.collected_at, row.appeal_no))


async def searches(
    conn: AsyncConnection, city: str, before: int | None, most: int
) -> list[Recorded]:
    """Return the searches on record, newest first; those before a position where one is named."""
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    found = await cursor.execute(_SQL.of("searches", city=city), (before or 2**62, most))
    return [_MAPPER.decode(*row) for row in await found.fetchall()]
