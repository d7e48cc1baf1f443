"""Where a view stands: one row beside its table, moved only by compare-and-set."""

from datetime import datetime

import msgspec
import psycopg
from psycopg.rows import tuple_row

from casework import sql
from casework.facts import Recorded
from casework.sql import Statements
from projections.engine.errors import Fenced, NotMigrated
from projections.engine.view import View

_SQL = Statements(__file__)
TABLE, VERSION = _SQL.of("table"), _SQL.of("version")


class ViewPlace(msgspec.Struct, frozen=True):
    """How far a view is: the last position folded, when that fact was recorded, why it stopped.

    `version` is the one that folded its rows; tables that were made before there were versions
    have 0.
    """

    position: int
    at: datetime | None
    version: int
    stopped: str | None


def schema_of(city: str, view: View) -> str:
    """Return the PostgreSQL schema that holds the live generation of a view."""
    return sql.schema_of(city, view.name)


def read(conn: psycopg.Connection, schema: str, view: View) -> ViewPlace:
    """Return the place of a view. Raise `NotMigrated` where it has none."""
    try:
        cursor = conn.cursor(row_factory=tuple_row)
        row = cursor.execute(_SQL.of("read", schema=schema)).fetchone()
    except psycopg.errors.UndefinedTable:
        row = None
    if row is None:
        raise NotMigrated(view=view.name)
    return ViewPlace(*row)


def require(conn: psycopg.Connection, schema: str, view: View) -> ViewPlace:
    """Return the place of a view. Raise `NotMigrated` where its rows are of another version."""
    found = read(conn, schema, view)
    if found.version != view.version:
        raise NotMigrated(view=view.name)
    return found


def move(conn: psycopg.Connection, schema: str, view: View, start: int, last: Recorded) -> None:
    """Claim the step from `start` to the last fact. Raise `Fenced` where it was claimed, and
    where an upgrade has put a generation of another version in place.

    A rebuild may have swapped the generation while we waited for the row: then what we moved is
    the old one, and what we would write to is the new one, so the claim is void.
    """
    claim = (last.position, last.envelope.recorded_at, start, view.version)
    moved = conn.execute(_SQL.of("move", schema=schema), claim).fetchone()
    live = conn.execute(_SQL.of("live", schema=schema)).fetchone()
    if moved is None or moved != live:
        raise Fenced(view=view.name, position=start)


def begin(conn: psycopg.Connection, schema: str, last: Recorded | None) -> None:
    """Put the place of a generation that nobody follows yet where its rows are."""
    if last is not None:
        reached = (last.position, last.envelope.recorded_at)
        conn.execute(_SQL.of("begin", schema=schema), reached)


def stop(conn: psycopg.Connection, schema: str, reason: str) -> None:
    """Leave word why the view does not move."""
    conn.execute(_SQL.of("stop", schema=schema), (reason,))


def hold(conn: psycopg.Connection, schema: str) -> None:
    """Keep the view where it is until the transaction ends."""
    conn.execute(_SQL.of("hold", schema=schema))
