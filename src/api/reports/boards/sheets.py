"""A board as rows of a spreadsheet: every figure of every unit, with what it is of."""

from collections.abc import Iterator
from decimal import Decimal

from api.files.exports.tables import Cell, Row
from api.reports.boards.presenter import figure_to_json
from casework.figures.board import Board, Line
from casework.figures.catalogue import FIGURES

INSTANTS = frozenset({"起", "止（不含）", "截至"})
HEADINGS: tuple[str, ...] = (
    "周期",
    "起",
    "止（不含）",
    "考核办法",
    "日志位置",
    "截至",
    "榜单",
    "名次",
    "代码",
    "单位",
    "综合成绩",
    "较上期",
    *(f"{f.chinese}{part}" for f in FIGURES.values() for part in ("", "·分子", "·分母")),
)


def rows(board: Board) -> Iterator[Row]:
    """Yield one row a unit, then both means of each list; rates as exact as six places are."""
    for listing in board.lists:
        for line in (*listing.lines, listing.mean, listing.pooled):
            yield [
                *_of(board),
                listing.name,
                line.rank,
                line.key,
                line.name,
                line.score,
                line.change,
                *_figures(line, counted=line is not listing.mean),
            ]


def _of(board: Board) -> list[Cell]:
    return [board.period, board.begins, board.ends, board.policy, board.position, board.at]


def _figures(line: Line, *, counted: bool) -> Iterator[Cell]:
    """Yield value, numerator, denominator; a mean of rates has no numerator of its own."""
    for figure in FIGURES:
        found = figure_to_json(figure, line.figures, None)
        value, part = found["value"], found["part"]
        yield None if value is None else Decimal(value).normalize()
        yield Decimal(str(part)) if counted and part is not None else None
        yield found["whole"] if counted else None
