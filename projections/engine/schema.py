"""Making the tables of a view, beside a live generation or as the first."""

import psycopg
from psycopg.sql import SQL

from casework.sql import Statements
from projections.engine.place import TABLE, schema_of
from projections.engine.view import View

_SQL = Statements(__file__)


def create(conn: psycopg.Connection, schema: str, view: View, *, indexes: bool) -> None:
    """Make an empty generation of a view, at position 0."""
    conn.execute(_SQL.of("create", schema=schema))
    within(conn, schema, TABLE, view.tables_sql, *([view.indexes_sql] if indexes else []))
    conn.execute(_SQL.of("begin", schema=schema), (view.version,))


def create_missing(conn: psycopg.Connection, city: str, view: View) -> bool:
    """Make the first generation where there is none; return whether it was made."""
    schema = schema_of(city, view)
    known = conn.execute(_SQL.of("is_there"), (schema,)).fetchone()
    if known is None:
        with conn.transaction():
            create(conn, schema, view, indexes=True)
    return known is None


def within(conn: psycopg.Connection, schema: str, *statements: SQL) -> None:
    """Run statements whose names are meant in that schema."""
    with conn.transaction():
        for statement in (_SQL.of("within", schema=schema), *statements):
            conn.execute(statement)
