"""名录查询: the entries of a kind, all of them or those below one."""

from psycopg import AsyncConnection, Connection

from casework.sql import Statements, columns, schema_of
from projections.directory.rows import EntryRow
from projections.engine.reading import AsOf, read

_SQL = Statements(__file__, columns=columns(EntryRow.__struct_fields__))


async def entries(
    conn: AsyncConnection, city: str, kind: str, under: str | None
) -> tuple[list[EntryRow], AsOf]:
    """Return the `area`, `unit`, `category`, `body` or `person` entries, by code.

    With `under`, those at any depth below that code.
    """
    query = _SQL.of("below" if under else "all", city=city)
    asked = {"kind": kind, "under": under}
    rows, as_of = await read(conn, schema_of(city, "directory"), query, asked)
    return [EntryRow(*row) for row in rows], as_of


def unit_names(conn: Connection, city: str) -> dict[str, str]:
    """Return what every unit is called, by its code."""
    names = conn.execute(_SQL.of("unit_names", city=city))
    return {str(code): str(name) for code, name in names}
