"""Two boards of one period side by side, and the orders that made the difference."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.figures.board import Board, Count, Line
from casework.sql import Statements
from projections.accountability.figures.drill_down import judged
from projections.accountability.figures.query import FigureQuery

# Which deadline each figure of punctuality is judged by.
PUNCTUAL = {
    "dispatched_in_time": "dispatch_by",
    "acknowledged_in_time": "acknowledge_by",
    "handled_in_time": "due",
    "fed_back_in_time": "feed_back_by",
    "co_handled_in_time": "due",
}
_SQL = Statements(__file__)

Verdict = Literal["in_time", "late"] | None


class FigureChange(msgspec.Struct, frozen=True):
    """One figure of one unit, as it is and as it would be."""

    figure: str
    before: Count
    after: Count


class UnitChange(msgspec.Struct, frozen=True, kw_only=True):
    """What would differ for one unit: the figures that differ, its score and its rank.

    `list_before` and `list_after` are where it is ranked: another policy has other lists.
    """

    key: str
    name: str
    list_before: str | None
    list_after: str | None
    figures: tuple[FigureChange, ...]
    score_before: Decimal | None
    score_after: Decimal | None
    rank_before: int | None
    rank_after: int | None

    @property
    def is_none(self) -> bool:
        """Return whether nothing differs."""
        ranked = (self.list_before, self.score_before, self.rank_before)
        return not self.figures and ranked == (self.list_after, self.score_after, self.rank_after)


class OrderChange(msgspec.Struct, frozen=True):
    """An order that one figure judges otherwise: in time instead of late, or late instead.

    A verdict is None where it is not judged: nothing has happened, and the time is not up.
    """

    figure: str
    appeal_no: str
    order_no: str
    unit: str
    unit_name: str
    before: Verdict
    after: Verdict
    due_before: datetime | None
    due_after: datetime | None
    rule_before: str | None
    rule_after: str | None


def units(before: Board, after: Board) -> tuple[UnitChange, ...]:
    """Return the units for which anything differs, in the order of their codes."""
    was, would = dict(_lines(before)), dict(_lines(after))
    changes = (change(was.get(key), would.get(key)) for key in sorted(was.keys() | would.keys()))
    return tuple(each for each in changes if not each.is_none)


def change(was: tuple[str, Line] | None, would: tuple[str, Line] | None) -> UnitChange:
    """Return what differs between two lines of one unit, each with its list; one may be missing."""
    known = was or would
    assert known is not None, "there is a line on one of the boards"
    (old_list, old), (new_list, new) = was or (None, None), would or (None, None)
    return UnitChange(
        key=known[1].key,
        name=known[1].name,
        list_before=old_list,
        list_after=new_list,
        figures=tuple(_figures(old, new)),
        score_before=old.score if old else None,
        score_after=new.score if new else None,
        rank_before=old.rank if old else None,
        rank_after=new.rank if new else None,
    )


def _figures(old: Line | None, new: Line | None) -> Iterator[FigureChange]:
    nothing = Count(Decimal(), 0)
    was, would = (line.figures if line else {} for line in (old, new))
    for figure in was or would:
        pair = was.get(figure, nothing), would.get(figure, nothing)
        if pair[0] != pair[1]:
            yield FigureChange(figure, *pair)


def _lines(board: Board) -> Iterator[tuple[str, tuple[str, Line]]]:
    return ((line.key, (each.id, line)) for each in board.lists for line in each.lines)


async def orders(
    conn: AsyncConnection, before: FigureQuery, after: FigureQuery
) -> tuple[OrderChange, ...]:
    """Return the orders that a figure of punctuality judges otherwise, the earliest first."""
    rows = await _query(conn, "changed", before, after)
    return tuple(OrderChange(*row[:5], *map(_verdict, row[5:7]), *row[7:]) for row in rows)


async def moved(conn: AsyncConnection, before: FigureQuery, after: FigureQuery) -> tuple[int, int]:
    """Return how many orders there are in the period, and how many with another deadline."""
    [(orders, differing)] = await _query(conn, "moved", before, after)
    return orders, differing


async def _query(
    conn: AsyncConnection, name: str, before: FigureQuery, after: FigureQuery
) -> list[tuple[Any, ...]]:
    was, would = (judged(query, list(PUNCTUAL)) for query in (before, after))
    statement = _SQL.of(name, was=was, would=would, before=before.schema, after=after.schema)
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    return await (await cursor.execute(statement, before.params(), prepare=False)).fetchall()


def _verdict(in_time: bool | None) -> Verdict:
    return None if in_time is None else "in_time" if in_time else "late"
