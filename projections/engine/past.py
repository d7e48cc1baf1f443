"""往日: a view as it was at an earlier place in the log, in tables of its own, kept for the next.

Two times are told apart (双时态): what was *known* by then, which is a position in the log, and
what had *happened* by then, as far as it is known at that position. Neither ever changes again,
so that what was made once is right for ever.
"""

from datetime import datetime
from hashlib import sha256

import msgspec
import psycopg
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.facts import Recorded
from projections.engine import log
from projections.engine.rebuild import Connect, Lens, index, replay
from projections.engine.view import View

KEPT = 24
_NEAR = 2_000
_LOCK = 0x70617374
_USED = "UPDATE {city}_past.kept SET used_at = clock_timestamp() WHERE name = %s RETURNING true"


class Moment(msgspec.Struct, frozen=True):
    """The facts up to a position; where `happened_by` is given, of those what had happened."""

    position: int
    happened_by: datetime | None = None


def position_at(conn: psycopg.Connection, city: str, at: datetime) -> int:
    """The last position that was recorded by an instant; 0 before the first.

    Positions follow the clock but for moments, as several desks append side by side; so the
    neighbourhood of the place that halving finds is searched through.
    """
    low, high = 0, log.last_position(conn, city)
    while low < high:
        middle = (low + high + 1) // 2
        if _recorded(conn, city, middle) <= at:
            low = middle
        else:
            high = middle - 1
    near = log.page(conn, city, max(low - 1, 0), _NEAR)
    by_then = [f.position for f in near if f.envelope.recorded_at <= at]
    return max(by_then, default=low)


def generation(city: str, view: View, moment: Moment) -> str:
    """The schema that holds a view as of a moment."""
    named = f"{view.name} {view.version} {moment.position} {moment.happened_by}"
    return f"{city}_past_{sha256(named.encode()).hexdigest()[:16]}"


def is_made(conn: psycopg.Connection, city: str, view: View, moment: Moment) -> bool:
    """Whether it is there already; then it is noted as used."""
    name = generation(city, view, moment)
    if conn.execute("SELECT to_regclass(%s)", (f"{city}_past.kept",)).fetchone() == (None,):
        return False
    return conn.execute(_USED.format(city=city), (name,)).fetchone() is not None


async def is_there(conn: AsyncConnection, city: str, name: str) -> bool:
    """As `is_made`, for a reader that knows the schema's name and commits each statement."""
    try:
        cursor = await conn.execute(_USED.format(city=city), (name,))
    except psycopg.errors.UndefinedTable:
        return False
    return await cursor.fetchone() is not None


def make(connect: Connect, city: str, view: View, moment: Moment) -> str:
    """Replay the view up to a moment, unless somebody has; gives the schema that holds it."""
    name = generation(city, view, moment)
    with connect() as conn:
        conn.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", (_LOCK, name))
        if is_made(conn, city, view, moment):
            return name
        replay(connect, city, view, name, moment.position, lens=_lens(moment))
        index(conn, name, view)
        _keep(conn, city, view, name)
    return name


def _lens(moment: Moment) -> Lens | None:
    """What had happened by then; of an appeal that was not collected yet, nothing."""
    by, begun = moment.happened_by, set[str]()
    if by is None:
        return None

    def lens(recorded: Recorded) -> Recorded | None:
        if recorded.envelope.happened_at > by:
            return None
        if recorded.version == 1:
            begun.add(recorded.stream)
        return recorded if recorded.stream in begun else None

    return lens


def _keep(conn: psycopg.Connection, city: str, view: View, name: str) -> None:
    """Note it, and let go of what was not asked for longest."""
    conn.execute(
        f"CREATE SCHEMA IF NOT EXISTS {city}_past;"
        f" CREATE TABLE IF NOT EXISTS {city}_past.kept (name text PRIMARY KEY, view text NOT NULL,"
        " used_at timestamptz NOT NULL DEFAULT clock_timestamp())"
    )
    insert = f"INSERT INTO {city}_past.kept (name, view) VALUES (%s, %s)"
    conn.execute(insert, (name, view.name))
    old = conn.execute(
        f"DELETE FROM {city}_past.kept WHERE name IN (SELECT name FROM {city}_past.kept"
        " WHERE view = %s ORDER BY used_at DESC OFFSET %s) RETURNING name",
        (view.name, KEPT),
    ).fetchall()
    for (gone,) in old:
        conn.execute(f"DROP SCHEMA IF EXISTS {gone} CASCADE")


def _recorded(conn: psycopg.Connection, city: str, position: int) -> datetime:
    statement = (
        "SELECT (convert_from(state, 'UTF8')::json #>> '{envelope,recorded_at}')::timestamptz"
        f" FROM {city}.events WHERE notification_id = %s"
    )
    [at] = conn.cursor(row_factory=tuple_row).execute(statement, (position,)).fetchone() or (None,)
    assert isinstance(at, datetime), "positions are dense"
    return at
