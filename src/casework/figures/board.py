"""榜: what a board is: units in their lists, each with its figures, score and rank.

Plain values, without a database: boards over HTTP, bulletins and simulations are all made of them.
Nothing here is rounded but `score`, and that only by the policy that made it.
"""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import msgspec


class Count(msgspec.Struct, frozen=True):
    """One figure of one row: `part` of `whole`. A plain number of cases has no whole.

    A weighted part need not be an integer (satisfaction counts 基本满意 at its weight); of a mean,
    `part` is the sum of seconds and `whole` how many were summed.
    """

    part: Decimal
    whole: int | None = None

    @property
    def value(self) -> Fraction | None:
        """Return the figure itself, exact; None where there is nothing to divide by."""
        if self.whole is None:
            return Fraction(self.part)
        return Fraction(self.part) / self.whole if self.whole else None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a board: a unit, or an area, a category, a person.

    `score` is out of 100, rounded as the policy says; None where a rate that it needs has no
    denominator. `rank` is dense, None where the row is too small to be ranked or has no score.
    `change` is the score less that of the period before.
    """

    key: str
    name: str
    figures: dict[str, Count]
    score: Decimal | None = None
    rank: int | None = None
    change: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all was counted."""
        return not any(count.part for count in self.figures.values())


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that are ranked among each other: streets and towns, departments, public utilities.

    `mean` is the mean of the rows' figures, `pooled` the figure of all their cases together;
    they differ, and each is named (DOMAIN 7, T8).
    """

    id: str
    name: str
    lines: tuple[Line, ...]
    mean: Line
    pooled: Line


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A board of one period under one policy, at one place in the log.

    Periods are `[begins, ends)`; `at` is the instant for which open work is judged overdue.
    `policy` is its tag, as in "dengta@1", `columns` the ids of the figures that it shows. `overall`
    is the whole city's, the centre's own figures among them.
    """

    period: str
    begins: datetime
    ends: datetime
    at: datetime
    position: int
    policy: str
    policy_name: str
    columns: tuple[str, ...]
    lists: tuple[Listing, ...]
    overall: Line | None = None
