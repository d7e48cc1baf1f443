"""名录查询: the entries of a kind, all of them or those below one."""

from psycopg import AsyncConnection, Connection

from projections.directory.rows import EntryRow
from projections.engine.reading import AsOf, read

_COLUMNS = ", ".join(EntryRow.__struct_fields__)

_ALL = "SELECT {columns} FROM {table} WHERE kind = %(kind)s ORDER BY code"
_BELOW = """
WITH RECURSIVE below AS (
    SELECT d.* FROM {table} d WHERE d.kind = %(kind)s AND d.parent = %(under)s
    UNION ALL
    SELECT d.* FROM {table} d JOIN below b ON d.kind = %(kind)s AND d.parent = b.code
) SELECT {columns} FROM below ORDER BY code
"""


async def entries(
    conn: AsyncConnection, city: str, kind: str, under: str | None
) -> tuple[list[EntryRow], AsOf]:
    """The `area`, `unit`, `category`, `body` or `person` entries, by code.

    With `under`, those at any depth below that code.
    """
    query = (_BELOW if under else _ALL).format(
        columns=_COLUMNS, table=f"{city}_directory.directory"
    )
    rows, as_of = await read(conn, f"{city}_directory", query, {"kind": kind, "under": under})
    return [EntryRow(*row) for row in rows], as_of


def unit_names(conn: Connection, city: str) -> dict[str, str]:
    """What every unit is called, by its code."""
    query = f"SELECT code, name FROM {city}_directory.directory WHERE kind = 'unit'"
    return {str(code): str(name) for code, name in conn.execute(query)}
