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
from casework.sql import Statements, schema_of
from projections.engine import log
from projections.engine.rebuild import Connect, Lens, Replay, drop, index, replay
from projections.engine.view import View

KEPT = 24
_NEAR = 2_000
_LOCK = 0x70617374
_SQL = Statements(__file__)


class Moment(msgspec.Struct, frozen=True):
    """The facts up to a position; where `happened_by` is given, of those what had happened."""

    position: int
    happened_by: datetime | None = None


def position_at(conn: psycopg.Connection, city: str, at: datetime) -> int:
    """Return the last position that was recorded by an instant; 0 before the first.

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
    """Return the name of the schema that holds a view as of a moment."""
    named = f"{view.name} {view.version} {moment.position} {moment.happened_by}"
    return schema_of(schema_of(city, "past"), sha256(named.encode()).hexdigest()[:16])


def is_made(conn: psycopg.Connection, city: str, view: View, moment: Moment) -> bool:
    """Return whether it is there already; then it is noted as used."""
    if conn.execute(_SQL.of("are_there"), (schema_of(city, "past"),)).fetchone() is None:
        return False
    name = generation(city, view, moment)
    return conn.execute(_SQL.of("used", city=city), (name,)).fetchone() is not None


async def is_there(conn: AsyncConnection, city: str, name: str) -> bool:
    """Return what `is_made` does, to a reader that knows the name and commits each statement."""
    try:
        cursor = await conn.execute(_SQL.of("used", city=city), (name,))
    except psycopg.errors.UndefinedTable:
        return False
    return await cursor.fetchone() is not None


def make(connect: Connect, city: str, view: View, moment: Moment) -> str:
    """Replay the view up to a moment, unless somebody has; return the schema that holds it."""
    name = generation(city, view, moment)
    with connect() as conn:
        conn.execute(_SQL.of("alone"), (_LOCK, name))
        if is_made(conn, city, view, moment):
            return name
        until, lens = moment.position, _lens(moment)
        replay(connect, Replay(city=city, view=view, into=name, until=until, lens=lens))
        index(conn, name, view)
        _keep(conn, city, view, name)
    return name


def _lens(moment: Moment) -> Lens | None:
    """Return what had happened by then; of an appeal that was not collected yet, nothing."""
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
    conn.execute(_SQL.of("table", city=city))
    conn.execute(_SQL.of("keep", city=city), (name, view.name))
    old = conn.execute(_SQL.of("let_go", city=city), (view.name, KEPT)).fetchall()
    for (gone,) in old:
        drop(conn, gone)


def _recorded(conn: psycopg.Connection, city: str, position: int) -> datetime:
    cursor = conn.cursor(row_factory=tuple_row)
    statement = _SQL.of("recorded_at", city=city)
    [at] = cursor.execute(statement, (position,)).fetchone() or (None,)
    assert isinstance(at, datetime), "positions are dense"
    return at
