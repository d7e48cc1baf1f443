"""Where a view stands: one row beside its table, moved only by compare-and-set."""

from datetime import datetime

import msgspec
import psycopg
from psycopg.rows import tuple_row

from casework.facts import Recorded
from projections.engine.errors import Fenced, NotMigrated
from projections.engine.view import View

TABLE = """
CREATE TABLE place (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    position bigint NOT NULL DEFAULT 0,
    at       timestamptz,
    version  int    NOT NULL,
    stopped  text
);
"""


class Place(msgspec.Struct, frozen=True):
    """How far a view is: the last position folded, when that fact was recorded, why it stopped.

    `version` is the one that folded its rows; tables that were made before there were versions
    have 0.
    """

    position: int
    at: datetime | None
    version: int
    stopped: str | None


def schema_of(city: str, view: View) -> str:
    """The PostgreSQL schema that holds the live generation of a view."""
    return f"{city}_{view.name}"


def read(conn: psycopg.Connection, schema: str, view: View) -> Place:
    """The place of a view. Raises `NotMigrated` where it has none."""
    statement = (
        "SELECT position, at, coalesce((to_jsonb(place) ->> 'version')::int, 0), stopped"
        f" FROM {schema}.place"
    )
    try:
        row = conn.cursor(row_factory=tuple_row).execute(statement).fetchone()
    except psycopg.errors.UndefinedTable:
        row = None
    if row is None:
        raise NotMigrated(view=view.name)
    return Place(*row)


def require(conn: psycopg.Connection, schema: str, view: View) -> Place:
    """Return the place of a view. Raise `NotMigrated` where its rows are of another version."""
    found = read(conn, schema, view)
    if found.version != view.version:
        raise NotMigrated(view=view.name)
    return found


def move(conn: psycopg.Connection, schema: str, view: View, start: int, last: Recorded) -> None:
    """Claim the step from `start` to the last fact. Raises `Fenced` where it was claimed.

    A rebuild may have swapped the generation while we waited for the row: then what we moved is
    the old one, and what we would write to is the new one, so the claim is void.
    """
    moved = conn.execute(
        f"UPDATE {schema}.place SET position = %s, at = %s, stopped = NULL WHERE position = %s"
        " RETURNING tableoid",
        (last.position, last.envelope.recorded_at, start),
    ).fetchone()
    live = conn.execute(f"SELECT '{schema}.place'::regclass::oid").fetchone()
    if moved is None or moved != live:
        raise Fenced(view=view.name, position=start)


def begin(conn: psycopg.Connection, schema: str, last: Recorded | None) -> None:
    """Put the place of a generation that nobody follows yet where its rows are."""
    if last is not None:
        conn.execute(
            f"UPDATE {schema}.place SET position = %s, at = %s",
            (last.position, last.envelope.recorded_at),
        )


def stop(conn: psycopg.Connection, schema: str, reason: str) -> None:
    """Leave word why the view does not move."""
    conn.execute(f"UPDATE {schema}.place SET stopped = %s", (reason,))
