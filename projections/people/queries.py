"""The appeals of one caller, and the searches on record."""

from collections.abc import Sequence

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.facts import Recorded
from casework.store.mapper import FactMapper
from projections.tracking.queries import several
from projections.tracking.rows import TrackingRow

_MAPPER = FactMapper()


async def by_callers(
    conn: AsyncConnection, city: str, callers: Sequence[bytes]
) -> list[TrackingRow]:
    """Return the appeals under these hashes of a number, oldest first; none that was erased."""
    found = await conn.execute(
        f"SELECT stream FROM {city}_keys.keys WHERE claimant_ref = ANY (%s)", (list(callers),)
    )
    rows = await several(conn, city, [stream for (stream,) in await found.fetchall()])
    return sorted(rows.values(), key=lambda row: (row.collected_at, row.appeal_no))


async def searches(
    conn: AsyncConnection, city: str, before: int | None, most: int
) -> list[Recorded]:
    """Return the searches on record, newest first; those before a position where one is named."""
    statement = (
        "SELECT originator_id, originator_version, notification_id, topic, state"
        f" FROM {city}.events WHERE strpos(originator_id, '/') > 0"
        " AND starts_with(originator_id, 'search/') AND notification_id < %s"
        " ORDER BY notification_id DESC LIMIT %s"
    )
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    found = await cursor.execute(statement, (before or 2**62, most))
    rows = await found.fetchall()
    return [_MAPPER.decode(stream, v, p, topic, state) for stream, v, p, topic, state in rows]
