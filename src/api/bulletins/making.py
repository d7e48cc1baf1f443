"""A board frozen with everything behind it, at one place in the log."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from api.accountability.boards import Source, asked, scores_over_time, unit_board
from api.bulletins.bulletin import LAYOUT
from api.bulletins.comparing import differences
from casework.bulletin.events import Behind, BulletinPublished
from casework.directory.directory import Directory
from casework.facts import Recorded
from casework.figures.board import Board, Line
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period
from casework.sql import Statements
from projections.accountability.queries import memberships

_SQL = Statements(__file__)
TREND = 6
_WEIGHTED = frozenset({"resolution", "satisfaction", "mean_time", "median_time"})


class FiguresDisagree(Exception):
    """A figure is not what the orders behind it come to: nothing is published."""


async def make(
    conn: AsyncConnection, city: str, source: Source, policy: AssessmentPolicy, period: Period,
    directory: Directory, before: Recorded | None = None, reason: str | None = None,
) -> BulletinPublished:  # fmt: skip
    """The bulletin of a period as of one instant of the database, compared with the one before.

    Raises `FiguresDisagree` where recounting what is behind a figure comes to another number.
    """
    async with conn.transaction():
        await conn.execute(_SQL.of("one_instant"))
        board, _ = await unit_board(conn, source, policy, period, directory)
        rows, _ = await memberships(conn, asked(source, policy, period), tuple(FIGURES))
        calendars = await _calendars(conn, source, period)
        behind = tuple(Behind(*row) for row in rows)
        recount(board, behind)
        trend = await scores_over_time(conn, source, policy, period, TREND)
        made = BulletinPublished(
            board=board, calendars=calendars, figures=tuple(FIGURES), behind=behind,
            digest=_digest(board, behind), trend=trend, reason=reason, layout=LAYOUT,
        )  # fmt: skip
        if before is None:
            return made
        told = await differences(conn, city, before, made)
        return msgspec.structs.replace(made, differences=told)


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


async def _calendars(conn: AsyncConnection, source: Source, period: Period) -> tuple[str, ...]:
    """Return the versions that open time of this period was counted by."""
    cursor = conn.cursor(row_factory=tuple_row)
    query = _SQL.of("calendars", schema=source.schema)
    rows = await (await cursor.execute(query, (period.begins, period.ends))).fetchall()
    return tuple(tag for (tag,) in rows)


def _digest(board: Board, behind: tuple[Behind, ...]) -> str:
    """What two bulletins that say the same have in common: policy, figures, orders; no instant."""
    said: Mapping[str, object] = {"policy": board.policy, "lists": board.lists, "behind": behind}
    return sha256(msgspec.json.encode(said)).hexdigest()
