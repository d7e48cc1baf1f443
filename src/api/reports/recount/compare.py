"""对照: the view's figures beside those counted from the facts, and the appeals that differ."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from psycopg import AsyncConnection

from api.reports.recount.tally import EVERYTHING, Audit, FigureTally, Tallies
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period
from projections.accountability.figures.counting import FiguresWanted, count, pooled
from projections.accountability.figures.drill_down import drill_down
from projections.accountability.figures.query import By, FigureQuery, PageAfter, Part

_MOST = 1_000_000
_NOTHING = FigureTally()


class FigureNumber(NamedTuple):
    """One figure as one side has it. A plain number of cases has no whole."""

    part: Fraction
    whole: int | None

    def __str__(self) -> str:
        return f"{float(self.part):g}" + ("" if self.whole is None else f"/{self.whole}")


View = dict[str, dict[str, FigureNumber]]


@dataclass
class FigureDifference:
    """One figure that is not the same on both sides, with the appeals that make it so."""

    key: str
    figure: str
    view: FigureNumber
    own: FigureNumber
    appeals: list[str]


class Comparison:
    """Every figure of one period by unit, street, category …, on both sides."""

    def __init__(self, view: View, own: Tallies) -> None:
        self._view, self._own = view, own
        self.keys = sorted({*view, *own})

    def view(self, key: str, figure: str) -> FigureNumber:
        """Return it as the view has it."""
        row = self._view.get(key)
        return row[figure] if row else _number(_NOTHING, figure)

    def own(self, key: str, figure: str) -> FigureNumber:
        """Return it as it was counted from the facts."""
        return _number(self.tally(key, figure), figure)

    def tally(self, key: str, figure: str) -> FigureTally:
        """Return the cases that were counted from the facts."""
        return self._own.get(key, {}).get(figure, _NOTHING)

    def differing(self) -> list[tuple[str, str]]:
        """Return keys and figures that are not exactly the same on both sides."""
        pairs = ((key, figure) for key in self.keys for figure in FIGURES)
        return [pair for pair in pairs if self.view(*pair) != self.own(*pair)]


async def board(conn: AsyncConnection, query: FigureQuery, audit: Audit) -> Comparison:
    """Return both sides of a query, the whole city's totals under the key "*"."""
    [keys], _ = await count(conn, FiguresWanted(query))
    everything = [each for counted in keys.values() for each in counted]
    view = {
        key: {f: FigureNumber(Fraction(c.part), c.whole) for f, c in pooled(counted).items()}
        for key, counted in {**keys, EVERYTHING: everything}.items()
    }
    return Comparison(view, audit.count(query.policy, query.period, query.by))


async def differences(
    conn: AsyncConnection,
    schema: str,
    audit: Audit,
    policy: AssessmentPolicy,
    period: Period,
    by: By = "unit",
) -> tuple[list[FigureDifference], int]:
    """Return every figure that differs, and how many were compared."""
    query = FigureQuery(schema=schema, at=audit.at, policy=policy, period=period, by=by)
    both = await board(conn, query, audit)
    found = []
    for key, figure in both.differing():
        appeals = await _appeals(conn, query, key, figure, both.tally(key, figure))
        pair = both.view(key, figure), both.own(key, figure)
        found.append(FigureDifference(key, figure, *pair, appeals))
    return found, len(both.keys) * len(FIGURES)


def _number(tally: FigureTally, figure: str) -> FigureNumber:
    if figure == "median_time":
        return FigureNumber(tally.median, min(1, tally.whole))
    return FigureNumber(tally.part, None if FIGURES[figure].kind == "count" else tally.whole)


async def _appeals(
    conn: AsyncConnection, query: FigureQuery, key: str, figure: str, tally: FigureTally
) -> list[str]:
    """Return those that one side counts and the other does not, or counts otherwise."""
    kind, keys = FIGURES[figure].kind, None if key == EVERYTHING else [key]
    parts: tuple[Part, ...] = ("part",) if kind == "count" else ("part", "rest")
    seen: Counter[tuple[str, object]] = Counter()
    for part in parts:
        orders, _ = await drill_down(conn, query, figure, part, PageAfter(limit=_MOST), keys)
        for order in orders:
            worth: object = _used(order.row) if kind == "duration" else part == "part"
            seen[order.row.appeal_no, worth] += 1
    own: Counter[tuple[str, object]] = Counter()
    for no, held in tally.counted:
        own[no, held if kind == "duration" else held is not None] += 1
    return sorted({no for no, _ in ((seen - own) | (own - seen))})


def _used(row: Any) -> int:
    """Return the open time that a row of the view tells of the cycle."""
    used: int = row.used_rounds + (row.used_seconds if row.handled_at else 0)
    return used
