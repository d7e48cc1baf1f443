"""A board on a terminal, and as rows of a spreadsheet."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from api.accountability import shown, told
from casework.bulletin.board import Board, Line, Listing
from projections.accountability.catalogue import FIGURES

WIDTH = 160
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(board: Board) -> None:
    """A table for each list, and below them what they are of."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    for listing in board.lists:
        console.print(_table(board, listing))
    if said := shown.note(board.overall):
        console.print(said)
    period = f"{told.instant(board.begins)} 至 {told.instant(board.ends)}（不含）"
    console.print(f"{board.period}：{period}{'' if board.ends <= board.at else '，尚未结束'}")
    at = told.instant(board.at)
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
        table.add_row(str(line.rank or told.NOTHING), line.name, *_cells(board, line))
    table.add_section()
    table.add_row("", listing.mean.name, *_cells(board, listing.mean, mean=True))
    table.add_row("", listing.pooled.name, *_cells(board, listing.pooled))
    return table


def _cells(board: Board, line: Line, *, mean: bool = False) -> Iterator[str]:
    say = told.mean if mean else told.figure
    for column in board.columns:
        yield say(FIGURES[column].kind, line.figures[column].value)
    yield told.score(line.score)
    yield told.change(line.change)


def csv_rows(board: Board) -> Iterator[list[str]]:
    """Every figure of every unit, exact, with what it is of; safe to open in a spreadsheet."""
    heads = [head for f in FIGURES.values() for head in _heads(f.chinese)]
    yield ["周期", "办法", "位置", "榜单", "名次", "代码", "单位", "综合成绩", "变化", *heads]
    for listing in board.lists:
        for line in listing.lines:
            yield [*_of(board), listing.name, *_standing(line), *_figures(line)]


def _of(board: Board) -> list[str]:
    return [board.period, board.policy, str(board.position)]


def _standing(line: Line) -> list[str]:
    rank, score = line.rank, line.score
    change = "" if line.change is None else f"{line.change:f}"
    return [
        "" if rank is None else str(rank), _plain(line.key), _plain(line.name),
        "" if score is None else f"{score:f}", change,
    ]  # fmt: skip


def _figures(line: Line) -> Iterator[str]:
    for id in FIGURES:
        figure = shown.figure(id, line.figures, None)
        parts = (figure["value"], figure["numerator"], figure["denominator"])
        yield from ("" if part is None else str(part) for part in parts)


def _heads(name: str) -> tuple[str, str, str]:
    return name, f"{name}·分子", f"{name}·分母"


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
