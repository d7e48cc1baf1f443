"""The log as the engine reads it: facts in one order, by page or as a stream."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import psycopg
from psycopg.rows import tuple_row

from casework.facts import Recorded
from casework.store.mapper import FactMapper

PAGE = 5_000
_COLUMNS = "originator_id, originator_version, notification_id, topic, state"
_TYPES = ["text", "int8", "int8", "text", "bytea"]
_MAPPER = FactMapper()


def last_position(conn: psycopg.Connection, city: str) -> int:
    """The position of the newest fact; 0 before the first."""
    statement = f"SELECT coalesce(max(notification_id), 0) FROM {city}.events"
    [position] = conn.cursor(row_factory=tuple_row).execute(statement).fetchone() or (0,)
    return int(position)


def page(conn: psycopg.Connection, city: str, after: int, limit: int = PAGE) -> list[Recorded]:
    """The next facts after a position, at most `limit`. Raises `UnreadableFact`."""
    statement = (
        f"SELECT {_COLUMNS} FROM {city}.events"
        " WHERE notification_id > %s ORDER BY notification_id LIMIT %s"
    )
    with conn.cursor(row_factory=tuple_row, binary=True) as cursor:
        rows = cursor.execute(statement, (after, limit), prepare=True).fetchall()
    return [_MAPPER.decode(s, v, p, topic, state) for s, v, p, topic, state in rows]


def at(conn: psycopg.Connection, city: str, position: int) -> Recorded | None:
    """The fact at a position, if there is one."""
    return next(iter(page(conn, city, position - 1, 1)), None)


def stream(
    conn: psycopg.Connection, city: str, until: int, limit: int, share: tuple[int, int] = (0, 1)
) -> Iterator[list[Recorded]]:
    """All facts up to a position by one binary COPY, in lists of `limit`.

    `share` (k of n) takes only the streams that fall to the k-th of n readers: each whole.
    """
    k, n = share
    mine = f" AND (hashtext(originator_id) & 2147483647) % {n:d} = {k:d}" if n > 1 else ""
    statement = (
        f"COPY (SELECT {_COLUMNS} FROM {city}.events WHERE notification_id <= {until:d}{mine}"
        " ORDER BY notification_id) TO STDOUT (FORMAT BINARY)"
    )
    decode, facts = _MAPPER.decode, []
    with conn.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(_TYPES)
        while row := copy.read_row():
            facts.append(decode(*row))
            if len(facts) == limit:
                yield facts
                facts = []
    if facts:
        yield facts


def lives(conn: psycopg.Connection, city: str, until: int) -> Iterator[list[Recorded]]:
    """The facts of each appeal up to a position, one appeal after another by number, streamed."""
    statement = (
        f"COPY (SELECT {_COLUMNS} FROM {city}.events WHERE notification_id <= {until:d}"
        " AND strpos(originator_id, '/') = 0"
        " ORDER BY originator_id, originator_version) TO STDOUT (FORMAT BINARY)"
    )
    with conn.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(_TYPES)
        for _, rows in groupby(iter(copy.read_row, None), itemgetter(0)):
            yield [_MAPPER.decode(*row) for row in rows]


def first_of(conn: psycopg.Connection, city: str, streams: Iterable[str]) -> list[Recorded]:
    """The first fact of each of these streams."""
    where = "originator_id = ANY (%s) AND originator_version = 1"
    return _facts(conn, city, where, (list(streams),))


def reference(conn: psycopg.Connection, city: str, until: int) -> list[Recorded]:
    """The facts of directory, policies and calendars up to a position, in the order of the log."""
    where = "strpos(originator_id, '/') > 0 AND notification_id <= %s ORDER BY notification_id"
    return _facts(conn, city, where, (until,))


def first_under(conn: psycopg.Connection, city: str, prefix: str) -> list[Recorded]:
    """The first fact of every stream whose name begins so."""
    where = (
        "originator_version = 1 AND strpos(originator_id, '/') > 0"
        " AND starts_with(originator_id, %s) ORDER BY notification_id"
    )
    return _facts(conn, city, where, (prefix,))


def last_reference(conn: psycopg.Connection, city: str, until: int) -> int:
    """The position of the last of them."""
    statement = (
        f"SELECT coalesce(max(notification_id), 0) FROM {city}.events"
        " WHERE strpos(originator_id, '/') > 0 AND notification_id <= %s"
    )
    [position] = conn.cursor(row_factory=tuple_row).execute(statement, (until,)).fetchone() or (0,)
    return int(position)


def _facts(
    conn: psycopg.Connection, city: str, where: str, params: tuple[Any, ...]
) -> list[Recorded]:
    statement = f"SELECT {_COLUMNS} FROM {city}.events WHERE {where}"
    with conn.cursor(row_factory=tuple_row, binary=True) as cursor:
        rows = cursor.execute(statement, params).fetchall()
    return [_MAPPER.decode(*row) for row in rows]
