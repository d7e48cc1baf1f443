"""The log as the engine reads it: facts in one order, by page or as a stream."""

from collections.abc import Iterator

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


def stream(
    conn: psycopg.Connection, city: str, after: int, until: int, limit: int
) -> Iterator[list[Recorded]]:
    """All facts of a range by one binary COPY, in lists of `limit`."""
    statement = (
        f"COPY (SELECT {_COLUMNS} FROM {city}.events WHERE notification_id > {after:d}"
        f" AND notification_id <= {until:d} ORDER BY notification_id) TO STDOUT (FORMAT BINARY)"
    )
    decode, facts = _MAPPER.decode, []
    with conn.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(_TYPES)
        for stream_id, version, position, topic, state in copy.rows():
            facts.append(decode(stream_id, version, position, topic, state))
            if len(facts) == limit:
                yield facts
                facts = []
    if facts:
        yield facts
