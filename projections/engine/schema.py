"""Making the tables of a view, beside a live generation or as the first."""

import psycopg

from projections.engine.place import TABLE, schema_of
from projections.engine.view import View


def create(conn: psycopg.Connection, schema: str, view: View, *, indexes: bool) -> None:
    """An empty generation of a view, standing at position 0."""
    conn.execute(f"CREATE SCHEMA {schema}")
    within(conn, schema, TABLE + view.tables_sql + (view.indexes_sql if indexes else ""))
    conn.execute(f"INSERT INTO {schema}.place (version) VALUES (%s)", (view.version,))


def create_missing(conn: psycopg.Connection, city: str, view: View) -> bool:
    """The first generation, where there is none; says whether it was made."""
    schema = schema_of(city, view)
    known = conn.execute("SELECT FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone()
    if known is None:
        with conn.transaction():
            create(conn, schema, view, indexes=True)
    return known is None


def within(conn: psycopg.Connection, schema: str, statements: str) -> None:
    """Run statements whose names are meant in that schema."""
    with conn.transaction():
        conn.execute(f"SET LOCAL search_path = {schema}")
        conn.execute(statements)
