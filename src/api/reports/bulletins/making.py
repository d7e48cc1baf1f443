"""A board frozen with everything behind it, at one place in the log."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import sha256

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from api.reports.bulletins.bulletin import LAYOUT
from api.reports.bulletins.comparing import differences
from casework.bulletin.events import Behind, BulletinPublished
from casework.directory.directory import Directory
from casework.facts import Recorded
from casework.figures.board import Board, Line
from casework.figures.catalogue import FIGURES
from casework.sql import Statements
from projections.accountability.figures import boards
from projections.accountability.figures.counting import nothing
from projections.accountability.figures.drill_down import memberships
from projections.accountability.figures.query import FigureQuery
from projections.accountability.figures.ranking import score_of

TREND = 6
_SQL = Statements(__file__)
_WEIGHTED = frozenset({"resolution", "satisfaction", "mean_time", "median_time"})


class FiguresDisagree(Exception):
    """A figure is not what the orders behind it come to: nothing is published."""


async def make(
    conn: AsyncConnection,
    city: str,
    query: FigureQuery,
    directory: Directory,
    before: Recorded | None = None,
    reason: str | None = None,
) -> BulletinPublished:
    """Return the bulletin of a period as of one instant, compared with the one before.

    Raises `FiguresDisagree` where recounting what is behind a figure comes to another number.
    """
    async with conn.transaction():
        await conn.execute(_SQL.of("one_instant"))
        board = await boards.board(conn, query, directory)
        rows, _ = await memberships(conn, query, tuple(FIGURES))
        calendars = await _calendars(conn, query)
        behind = tuple(Behind(*row) for row in rows)
        recount(board, behind)
        trend = await _scores(conn, query)
        made = BulletinPublished(
            board=board,
            calendars=calendars,
            figures=tuple(FIGURES),
            behind=behind,
            digest=_digest(board, behind),
            trend=trend,
            reason=reason,
            layout=LAYOUT,
        )
        if before is None:
            return made
        found = await differences(conn, city, before, made)
        return msgspec.structs.replace(made, differences=found)


def recount(board: Board, behind: Iterable[Behind]) -> None:
    """Hold every figure against the orders behind it. Raises `FiguresDisagree`."""
    counted: dict[str, list[list[int]]] = {}
    for order in behind:
        sums = counted.setdefault(order.unit, [[0, 0] for _ in FIGURES])
        for n, both in enumerate(sums):
            both[0] += order.whole >> n & 1
            both[1] += order.part >> n & 1
    for line in (line for each in board.lists for line in each.lines):
        _check(line, counted.get(line.key, [[0, 0] for _ in FIGURES]))


def _check(line: Line, counted: list[list[int]]) -> None:
    for figure, (whole, part) in zip(FIGURES, counted, strict=True):
        count = line.figures[figure]
        if figure in _WEIGHTED:
            continue
        if count.part != part or (count.whole is not None and count.whole != whole):
            said = (
                f"{line.key} {figure}: {count.part} of {count.whole}, behind it {part} of {whole}"
            )
            raise FiguresDisagree(said)


async def _calendars(conn: AsyncConnection, query: FigureQuery) -> tuple[str, ...]:
    """Return the versions that open time of this period was counted by."""
    cursor = conn.cursor(row_factory=tuple_row)
    statement = _SQL.of("calendars", schema=query.schema)
    rows = await (await cursor.execute(statement, query.params())).fetchall()
    return tuple(tag for (tag,) in rows)


async def _scores(
    conn: AsyncConnection, query: FigureQuery
) -> tuple[tuple[str, Decimal | None], ...]:
    """Return the city's score in the last periods, the earliest first."""
    weights = tuple(query.policy.weights)
    points, _ = await boards.over_time(conn, query, TREND, weights)
    without = score_of(nothing(weights), query.policy)
    return tuple((period.label, line.score if line else without) for period, line in points)


def _digest(board: Board, behind: tuple[Behind, ...]) -> str:
    """Return what bulletins that say the same share: policy, figures, orders; no instant."""
    said: Mapping[str, object] = {"policy": board.policy, "lists": board.lists, "behind": behind}
    return sha256(msgspec.json.encode(said)).hexdigest()
