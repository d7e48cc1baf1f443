"""到时查询: what rings by now, the oldest first; each row to one timekeeper at a time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
import psycopg
from psycopg.rows import tuple_row

from casework.appeal.clocks import Clocks
from casework.sql import Statements
from projections.agenda.fold import decode

_SQL = Statements(__file__)


class Ringing(msgspec.Struct, frozen=True):
    """An appeal with clocks that ring."""

    appeal_no: str
    rings_at: datetime
    clocks: Clocks


def ringing(
    conn: psycopg.Connection, city: str, now: datetime, page: int
) -> Iterator[Sequence[Ringing]]:
    """Yield all that rings by `now`, oldest first, in pages, each locked until the next.

    What another timekeeper holds is skipped: it is being told.
    """
    after: tuple[Any, str] = (datetime.min.replace(tzinfo=now.tzinfo), "")
    while True:
        with conn.transaction():
            rows = _page(conn, city, now, after, page)
            if not rows:
                return
            yield [Ringing(no, at, decode(clocks)) for no, at, clocks in rows]
        after = (rows[-1][1], rows[-1][0])


def unsettled(conn: psycopg.Connection, city: str, known_until: datetime) -> list[str]:
    """Return the appeals with a provisional deadline in a year that is published by now."""
    cursor = conn.cursor(row_factory=tuple_row)
    rows = cursor.execute(_SQL.of("unsettled", city=city), (known_until,))
    return [appeal_no for (appeal_no,) in rows]


def _page(
    conn: psycopg.Connection, city: str, now: datetime, after: tuple[Any, str], page: int
) -> list[tuple[Any, ...]]:
    statement = _SQL.of("ringing", city=city)
    with conn.cursor(row_factory=tuple_row, binary=True) as cursor:
        return cursor.execute(statement, (now, *after, page), prepare=True).fetchall()
