"""时间线查询: all facts of one appeal, oldest first."""

from psycopg import AsyncConnection

from projections.engine.reading import AsOf, read
from projections.timeline.rows import TimelineRow

_COLUMNS = ", ".join(TimelineRow.__struct_fields__)


async def of_appeal(
    conn: AsyncConnection, city: str, appeal_no: str
) -> tuple[list[TimelineRow], AsOf]:
    """The timeline of one appeal; empty where there is none."""
    query = (
        f"SELECT {_COLUMNS} FROM {city}_timeline.timeline"
        " WHERE appeal_no = %(appeal_no)s ORDER BY version"
    )
    rows, as_of = await read(conn, f"{city}_timeline", query, {"appeal_no": appeal_no})
    return [TimelineRow(*row) for row in rows], as_of


async def of_cause(conn: AsyncConnection, city: str, cause: str) -> list[TimelineRow]:
    """The facts that came of one cause, such as a bulk, in the order of the log."""
    query = (
        f"SELECT {_COLUMNS} FROM {city}_timeline.timeline WHERE cause = %(cause)s ORDER BY position"
    )
    rows, _ = await read(conn, f"{city}_timeline", query, {"cause": cause})
    return [TimelineRow(*row) for row in rows]
