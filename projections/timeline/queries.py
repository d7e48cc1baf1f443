"""时间线查询: all facts of one appeal, oldest first."""

from psycopg import AsyncConnection

from casework.sql import Statements, columns, schema_of
from projections.engine.reading import AsOf, read
from projections.timeline.rows import TimelineRow

_SQL = Statements(__file__, columns=columns(TimelineRow.__struct_fields__))


async def of_appeal(
    conn: AsyncConnection, city: str, appeal_no: str
) -> tuple[list[TimelineRow], AsOf]:
    """Return the timeline of one appeal; empty where there is none."""
    return await _rows(conn, city, "of_appeal", {"appeal_no": appeal_no})


async def of_cause(conn: AsyncConnection, city: str, cause: str) -> list[TimelineRow]:
    """Return the facts that came of one cause, such as a bulk, in the order of the log."""
    rows, _ = await _rows(conn, city, "of_cause", {"cause": cause})
    return rows


async def _rows(
    conn: AsyncConnection, city: str, name: str, params: dict[str, str]
) -> tuple[list[TimelineRow], AsOf]:
    schema = schema_of(city, "timeline")
    rows, as_of = await read(conn, schema, _SQL.of(name, city=city), params, prepared=True)
    return [TimelineRow(*row) for row in rows], as_of
