"""稿: a bulletin in words, the same for every form it is given out in. Plain values."""

from decimal import Decimal
from typing import Literal

import msgspec

Form = Literal[
    "serial", "name", "count", "rate", "duration", "score", "rank", "change", "words", "prose"
]

Paper = Literal["A4", "A4 landscape", "A3 landscape"]


class DocumentCell(msgspec.Struct, frozen=True):
    """What stands in a cell; `number` is the same, for a program that computes with it."""

    text: str
    number: Decimal | None = None


class Heading(msgspec.Struct, frozen=True):
    """The head of a column in one line or two, and how its cells are set."""

    lines: tuple[str, ...]
    form: Form

    @property
    def text(self) -> str:
        """The head in one line."""
        return "".join(self.lines)


class DocumentRow(msgspec.Struct, frozen=True):
    """One row; a `summary` stands below the line: the mean of the rows, all cases together."""

    cells: tuple[DocumentCell, ...]
    summary: bool = False


class Bar(msgspec.Struct, frozen=True):
    """One bar of a chart: `share` of the full 100, None without a score; pale if unranked."""

    name: str
    text: str
    share: float | None
    ranked: bool


class DocumentTable(msgspec.Struct, frozen=True, kw_only=True):
    """A titled table. Where `nothing` is said, it stands there instead of rows."""

    title: str
    headings: tuple[Heading, ...] = ()
    rows: tuple[DocumentRow, ...] = ()
    nothing: str = ""
    bars: tuple[Bar, ...] = ()
    notes: tuple[str, ...] = ()


class Point(msgspec.Struct, frozen=True):
    """One period of the trend: `share` of the way from the lower to the upper end."""

    period: str
    score: DocumentCell
    share: float | None


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """Scores over periods, between two round ends of the scale."""

    title: str
    low: int
    high: int
    points: tuple[Point, ...]

    @property
    def says(self) -> str:
        """The same for somebody who cannot see the picture."""
        return "，".join(f"{point.period} {point.score.text}" for point in self.points)


class DocumentDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The whole document. `foot` is what the figures rest on: names and values."""

    city: str
    title: str
    issue: str
    period: str
    signed: tuple[str, str]
    nothing: str
    tables: tuple[DocumentTable, ...]
    trend: Trend | None
    differences: DocumentTable | None
    foot: tuple[tuple[str, str], ...]
    paper: Paper
    layout: int
