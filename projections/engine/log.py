"""The log as the engine reads it: facts in one order, by page or as a stream."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import psycopg
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Literal

from casework.facts import Recorded
from casework.sql import Statements
from casework.store.mapper import FactMapper

PAGE = 5_000
_TYPES = ["text", "int8", "int8", "text", "bytea"]
_SQL = Statements(__file__)
_MAPPER = FactMapper()


def last_position(conn: psycopg.Connection, city: str) -> int:
    """Return the position of the newest fact; 0 before the first."""
    return _position(conn, _SQL.of("last_position", city=city))


def page(conn: psycopg.Connection, city: str, after: int, limit: int = PAGE) -> list[Recorded]:
    """Return the next facts after a position, at most `limit`. Raise `UnreadableFact`."""
    return _facts(conn, _SQL.of("page", city=city), (after, limit), prepare=True)


def at(conn: psycopg.Connection, city: str, position: int) -> Recorded | None:
    """Return the fact at a position, if there is one."""
    return next(iter(page(conn, city, position - 1, 1)), None)


def one(conn: psycopg.Connection, city: str, stream: str, version: int) -> Recorded | None:
    """Return the fact of a version in its stream, if there is one."""
    return next(iter(_facts(conn, _SQL.of("one", city=city), (stream, version))), None)


def stream(
    conn: psycopg.Connection, city: str, until: int, limit: int, share: tuple[int, int] = (0, 1)
) -> Iterator[list[Recorded]]:
    """Yield all facts up to a position by one binary COPY, in lists of `limit`.

    `share` (k of n) takes only the streams that fall to the k-th of n readers: each whole.
    """
    k, n = map(Literal, share)
    name = "all" if share[1] == 1 else "share"
    rows = _copied(conn, _SQL.of(name, city=city, until=Literal(until), k=k, n=n))
    while facts := [_MAPPER.decode(*row) for row in islice(rows, limit)]:
        yield facts


def histories(conn: psycopg.Connection, city: str, until: int) -> Iterator[list[Recorded]]:
    """Yield the facts of each appeal up to a position, one appeal after another by number."""
    rows = _copied(conn, _SQL.of("by_appeal", city=city, until=Literal(until)))
    for _, mine in groupby(rows, itemgetter(0)):
        yield [_MAPPER.decode(*row) for row in mine]


def first_of(conn: psycopg.Connection, city: str, streams: Iterable[str]) -> list[Recorded]:
    """Return the first fact of each of these streams."""
    return _facts(conn, _SQL.of("first_of", city=city), (list(streams),))


def reference(conn: psycopg.Connection, city: str, until: int) -> list[Recorded]:
    """Return the facts of directory, policies and calendars up to a position, in their order."""
    return _facts(conn, _SQL.of("reference", city=city), (until,))


def first_under(conn: psycopg.Connection, city: str, prefix: str) -> list[Recorded]:
    """Return the first fact of every stream of those whose name begins so."""
    return _facts(conn, _SQL.of("first_under", city=city), (prefix,))


def last_reference(conn: psycopg.Connection, city: str, until: int) -> int:
    """Return the position of the last of them."""
    return _position(conn, _SQL.of("last_reference", city=city), until)


def _position(conn: psycopg.Connection, statement: SQL, *params: object) -> int:
    cursor = conn.cursor(row_factory=tuple_row)
    [position] = cursor.execute(statement, params).fetchone() or (0,)
    return int(position)


def _facts(
    conn: psycopg.Connection, statement: SQL, params: tuple[Any, ...], prepare: bool | None = None
) -> list[Recorded]:
    with conn.cursor(row_factory=tuple_row, binary=True) as cursor:
        rows = cursor.execute(statement, params, prepare=prepare).fetchall()
    return [_MAPPER.decode(*row) for row in rows]


def _copied(conn: psycopg.Connection, statement: SQL) -> Iterator[tuple[Any, ...]]:
    with conn.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(_TYPES)
        yield from iter(copy.read_row, None)
