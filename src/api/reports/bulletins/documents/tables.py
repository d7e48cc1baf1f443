"""The table of one list: its units, their mean and their sum, and a bar for every score."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from api.reports.bulletins.documents import formats
from api.reports.bulletins.documents.draft import (
    Bar,
    DocumentCell,
    DocumentRow,
    DocumentTable,
    Heading,
)
from casework.figures.board import Line, Listing
from casework.figures.catalogue import FIGURES, Figure, Kind

MEAN = "各单位平均"
POOLED = "合计"
TOO_FEW = "样本不足"
NO_SCORE = "无评分"
NOTHING_RECEIVED = "本期未收到诉求，无数字可以通报。"

NOTES = {
    formats.NOTHING.text: "“—”：没有可以计算的分母或前期数字，不按零计。",
    TOO_FEW: "“样本不足”：有效回访少于考核政策规定的件数，列出评分，不参加排名。",
    NO_SCORE: "“无评分”：评分所需的率没有分母，不评分，不参加排名。",
    MEAN: "“各单位平均”是各单位数字的平均；“合计”把全部诉求放在一起计算，两者不同。",
}
"""What has to be explained, by what stands in a cell."""


def figures_of(columns: Sequence[str]) -> tuple[Figure, ...]:
    """Return the figures that a board shows, in the catalogue's order; an unknown id is a
    KeyError."""
    order = list(FIGURES)
    return tuple(sorted((FIGURES[id] for id in columns), key=lambda f: order.index(f.id)))


def table(listing: Listing, number: int, figures: Sequence[Figure]) -> DocumentTable:
    """Return one list as a table."""
    title = f"{formats.ordinal(number)}、{formats.plain(listing.name)}"
    if is_empty(listing):
        return DocumentTable(title=title, nothing=NOTHING_RECEIVED)
    rows = _rows(listing, figures)
    return DocumentTable(
        title=title,
        headings=_headings(figures),
        rows=rows,
        bars=tuple(_bar(line) for line in listing.lines),
        notes=_notes(rows),
    )


def is_empty(listing: Listing) -> bool:
    """Return whether no figure of any unit counts anything."""
    counts = (count for line in listing.lines for count in line.figures.values())
    return not any(count.part or count.whole for count in counts)


def _headings(figures: Sequence[Figure]) -> tuple[Heading, ...]:
    return (
        Heading(("序号",), "serial"),
        Heading(("受理单位",), "name"),
        *(Heading(_lines(figure.chinese), figure.kind) for figure in figures),
        Heading(("综合", "成绩"), "score"),
        Heading(("名次",), "rank"),
        Heading(("较上期",), "change"),
    )


def _lines(name: str) -> tuple[str, ...]:
    """Break a heading: 按时 over 办结率, 办理时长 over 中位数; 受理量 as it is."""
    if len(name) < 4:
        return (name,)
    cut = 2 if len(name) < 7 else 4
    return name[:cut], name[cut:]


def _rows(listing: Listing, figures: Sequence[Figure]) -> tuple[DocumentRow, ...]:
    units = (
        _row(
            (DocumentCell(str(n)), DocumentCell(formats.plain(line.name))),
            line,
            _rank(line),
            figures,
        )
        for n, line in enumerate(listing.lines, start=1)
    )
    mean = _row(_named(MEAN), listing.mean, DocumentCell(""), figures, formats.mean)
    pooled = _row(_named(POOLED), listing.pooled, DocumentCell(""), figures)
    return (*units, replace(mean, summary=True), replace(pooled, summary=True))


def _named(name: str) -> tuple[DocumentCell, DocumentCell]:
    return DocumentCell(""), DocumentCell(name)


def _row(
    first: tuple[DocumentCell, DocumentCell],
    line: Line,
    rank: DocumentCell,
    figures: Sequence[Figure],
    tell: Callable[[Kind, Fraction | None], DocumentCell] = formats.figure,
) -> DocumentRow:
    told_figures = (tell(figure.kind, _value(line, figure)) for figure in figures)
    return DocumentRow(
        (*first, *told_figures, formats.score(line.score), rank, formats.change(line.change))
    )


def _value(line: Line, figure: Figure) -> Fraction | None:
    count = line.figures.get(figure.id)
    return count.value if count else None


def _rank(line: Line) -> DocumentCell:
    if line.rank is not None:
        return DocumentCell(str(line.rank), Decimal(line.rank))
    return DocumentCell(NO_SCORE if line.score is None else TOO_FEW)


def _bar(line: Line) -> Bar:
    share = None if line.score is None else min(max(float(line.score) / 100, 0.0), 1.0)
    return Bar(formats.plain(line.name), _bar_text(line), share, ranked=line.rank is not None)


def _bar_text(line: Line) -> str:
    if line.score is None:
        return NO_SCORE
    text = formats.score(line.score).text
    return text if line.rank is not None else f"{text} {TOO_FEW}"


def _notes(rows: Sequence[DocumentRow]) -> tuple[str, ...]:
    shown = {cell.text for row in rows for cell in row.cells}
    return tuple(note for text, note in NOTES.items() if text in shown)
