"""热点: place by category by ISO week of China, each measured against its own past.

The measure is simple and says how sure it is: the last whole week against the mean of the weeks
before it (`expected`), what it has above that (`excess`), and how likely so much is if nothing has
changed (`chance.py`). Among a thousand cells some chances are small by accident; `themes.py` asks
for one that is small for all of them together. Heating begins in November: growth alone is no
blame.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

import msgspec
from psycopg import AsyncConnection
from psycopg.sql import SQL

from casework.sql import Statements, all_of, columns
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.accountability.lists.chance import chance
from projections.accountability.lists.rows import page_of, within
from projections.accountability.lists.weeks import Weeks
from projections.engine.reading import AsOf, read

_SQL = Statements(__file__)

PlaceLevel = Literal["street", "community"]
CategoryLevel = Literal["category", "subcategory"]
Levels = tuple[PlaceLevel, CategoryLevel]
Part = Literal["cases", "answered", "unsolved"]
COLUMNS = (
    "appeal_no",
    "order_no",
    "category",
    "category_name",
    "area",
    "raised_at",
    "channel",
    "type",
    "urgency",
    "state",
    "lead_unit",
    "due",
    "closed_at",
    "closing_kind",
)


class CasesWanted(msgspec.Struct, frozen=True):
    """The cases behind a number: which of them, and the place and category of which levels."""

    levels: Levels
    part: Part
    place: str | None
    category: str | None


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One matter in one place: `weeks` are its whole weeks, the earliest first, `running` is what
    has come since. Of the claimants of the whole weeks, `answered` said yes, nearly, or no to
    whether it was solved."""

    place: str
    category: str
    category_name: str
    weeks: tuple[int, ...]
    running: int
    answered: int
    unsolved: int

    @property
    def count(self) -> int:
        """The cases of all whole weeks."""
        return sum(self.weeks)

    @property
    def expected(self) -> Fraction:
        """The mean of the weeks before the last, exact."""
        return Fraction(sum(self.weeks[:-1]), len(self.weeks) - 1)

    @property
    def excess(self) -> Fraction:
        """What the last whole week has above what was expected."""
        return self.weeks[-1] - self.expected

    @property
    def chance(self) -> float:
        """How likely so much in the last week is, if every week is alike."""
        return chance(self.weeks[-1], sum(self.weeks[:-1]), len(self.weeks) - 1)

    @property
    def unsolved_share(self) -> Fraction | None:
        """Of those who answered; None where nobody did."""
        return Fraction(self.unsolved, self.answered) if self.answered else None


async def first_raised(conn: AsyncConnection, schema: str) -> datetime | None:
    """Return when the first appeal was raised."""
    rows, _ = await read(conn, schema, _SQL.of("first_raised", schema=schema), {})
    return rows[0][0] if rows else None


async def cells(
    conn: AsyncConnection, query: FigureQuery, weeks: Weeks, levels: Levels
) -> tuple[list[Cell], AsOf]:
    """Return every place and category that has a case in these weeks, or in the running one."""
    statement = _SQL.of("cells", schema=query.schema, within=within(query), **_levels(levels))
    params = {**query.params(), "borders": list(weeks.borders)}
    rows, as_of = await read(conn, query.schema, statement, params)
    singles = [_single(len(weeks.borders), row) for row in rows]
    return together(singles, lambda cell: (cell.place, cell.category)), as_of


async def cases(
    conn: AsyncConnection, query: FigureQuery, wanted: CasesWanted, page: PageAfter
) -> tuple[list[dict[str, Any]], AsOf]:
    """Return a page of the cases behind a number."""
    condition = all_of([_SQL.of(wanted.part), _SQL.of("narrowed", **_levels(wanted.levels))])
    narrowed = {"place": wanted.place, "category": wanted.category}
    rows, as_of = await page_of(conn, query, columns(COLUMNS), condition, page, **narrowed)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows], as_of


def together(found: Iterable[Cell], key: Callable[[Cell], Hashable]) -> list[Cell]:
    """Return cells added up by a key; what they are called is what the first of them is."""
    sums: dict[Hashable, Cell] = {}
    for cell in found:
        known = sums.get(key(cell))
        sums[key(cell)] = _sum(known, cell) if known else cell
    return list(sums.values())


def _sum(one: Cell, other: Cell) -> Cell:
    return msgspec.structs.replace(
        one,
        weeks=tuple(a + b for a, b in zip(one.weeks, other.weeks, strict=True)),
        running=one.running + other.running,
        answered=one.answered + other.answered,
        unsolved=one.unsolved + other.unsolved,
    )


def _single(borders: int, row: tuple[Any, ...]) -> Cell:
    """Return what one week adds to a matter in a place."""
    place, category, name, week, count, answered, unsolved = row
    counts = [0] * borders
    counts[week] = count
    whole = week < borders - 1
    return Cell(
        place=place,
        category=category,
        category_name=name,
        weeks=tuple(counts[:-1]),
        running=counts[-1],
        answered=answered if whole else 0,
        unsolved=unsolved if whole else 0,
    )


def _levels(levels: Levels) -> dict[str, SQL]:
    place, category = levels
    return {"place": _SQL.of(f"by_{place}"), "category": _SQL.of(f"by_{category}")}
