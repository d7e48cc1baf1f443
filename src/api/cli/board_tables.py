"""A board on a terminal."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from api.reports.boards import formats
from api.reports.boards.presenter import note
from casework.figures.board import Board, Line, Listing
from casework.figures.catalogue import FIGURES
from casework.words import NOTHING

WIDTH = 160


def tables(board: Board) -> None:
    """Yield a table for each list, and below them what they are of."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    for listing in board.lists:
        console.print(_table(board, listing))
    if empty := note(board.overall):
        console.print(empty)
    period = f"{formats.instant(board.begins)} 至 {formats.instant(board.ends)}（不含）"
    console.print(f"{board.period}：{period}{'' if board.ends <= board.at else '，尚未结束'}")
    at = formats.instant(board.at)
    console.print(f"{board.policy_name}（{board.policy}） · 位置 {board.position} · 截至 {at}")


def _table(board: Board, listing: Listing) -> Table:
    table = Table(title=f"{listing.name} {board.period}", title_justify="left")
    table.add_column("名次", justify="right")
    table.add_column("单位")
    for column in board.columns:
        table.add_column(FIGURES[column].chinese, justify="right")
    table.add_column("综合成绩", justify="right")
    table.add_column("变化", justify="right")
    for line in listing.lines:
        table.add_row(str(line.rank or NOTHING), line.name, *_cells(board, line))
    table.add_section()
    table.add_row("", listing.mean.name, *_cells(board, listing.mean, mean=True))
    table.add_row("", listing.pooled.name, *_cells(board, listing.pooled))
    return table


def _cells(board: Board, line: Line, *, mean: bool = False) -> Iterator[str]:
    shown = formats.mean if mean else formats.figure
    for column in board.columns:
        yield shown(FIGURES[column].kind, line.figures[column].value)
    yield formats.score(line.score)
    yield formats.change(line.change)
