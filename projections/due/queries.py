"""到时查询: what rings by now, the oldest first; each row to one timekeeper at a time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
import psycopg
from psycopg.rows import tuple_row

from casework.appeal.clocks import Clocks
from projections.due.fold import decode


class Ringing(msgspec.Struct, frozen=True):
    """An appeal with clocks that ring."""

    appeal_no: str
    rings_at: datetime
    clocks: Clocks


def ringing(
    conn: psycopg.Connection, city: str, now: datetime, page: int
) -> Iterator[Sequence[Ringing]]:
    """All that rings by `now`, oldest first, in pages; a page's rows are locked until the next.

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
    """The appeals with a provisional deadline in a year that is published by now."""
    statement = f"SELECT appeal_no FROM {city}_due.due WHERE unsettled < %s ORDER BY unsettled"
    cursor = conn.cursor(row_factory=tuple_row).execute(statement, (known_until,))
    return [appeal_no for (appeal_no,) in cursor]


def _page(
    conn: psycopg.Connection, city: str, now: datetime, after: tuple[Any, str], page: int
) -> list[tuple[Any, ...]]:
    statement = f"""
        SELECT appeal_no, rings_at, clocks FROM {city}_due.due
         WHERE rings_at <= %s AND (rings_at, appeal_no) > (%s, %s)
         ORDER BY rings_at, appeal_no LIMIT %s FOR UPDATE SKIP LOCKED"""
    with conn.cursor(row_factory=tuple_row, binary=True) as cursor:
        return cursor.execute(statement, (now, *after, page), prepare=True).fetchall()
