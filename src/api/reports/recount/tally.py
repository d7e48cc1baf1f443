"""数数: every figure of a period, added up from the appeals as they were replayed.

What each figure means stands in `rules`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from statistics import median

from api.reports.recount.histories import Histories
from api.reports.recount.model import Cycle
from api.reports.recount.replay import replay
from api.reports.recount.rules import counted
from api.reports.recount.terms import CountingTerms, Holder, Worth
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period

EVERYTHING = "*"


@dataclass
class FigureTally:
    """One figure of one row: the cases of its whole, with what each is worth to its part."""

    counted: list[tuple[str, Worth]] = field(default_factory=list)

    @property
    def whole(self) -> int:
        """Return how many cases."""
        return len(self.counted)

    @property
    def part(self) -> Fraction:
        """Return what they are worth together."""
        return sum((Fraction(worth) for _, worth in self.counted if worth is not None), Fraction())

    @property
    def median(self) -> Fraction:
        """Return the middle one, or between the two in the middle."""
        worths = [Fraction(worth) for _, worth in self.counted if worth is not None]
        return median(worths) if worths else Fraction()


Tallies = dict[str, dict[str, FigureTally]]
KEYS: dict[str, Callable[[Holder], str]] = {
    "unit": lambda row: row.unit,
    "street": lambda row: (row.cycle.area or "")[:9],
    "community": lambda row: (row.cycle.area or "")[:12],
    "grid": lambda row: (row.cycle.area or "")[:15],
    "category": lambda row: row.cycle.category[:2],
    "subcategory": lambda row: row.cycle.category,
    "person": lambda row: row.person,
}


class Audit:
    """The appeals of one moment, replayed; open work is judged as of `at`."""

    def __init__(self, histories: Histories, at: datetime) -> None:
        self.at, self._calendars = at, histories.calendars
        self._appeals = {no: replay(facts) for no, facts in histories.appeals.items()}

    def count(self, policy: AssessmentPolicy, period: Period, by: str) -> Tallies:
        """Return every figure by unit, street, category …, and of all under the key "*"."""
        tallies: Tallies = {EVERYTHING: {}}
        terms = CountingTerms(policy, self.at, self._appeals, self._calendars)
        for cycles in self._appeals.values():
            for cycle in cycles:
                day = _basis(cycle, policy)
                if day is None or day not in period:
                    continue
                for row, (figure, worth) in counted(cycle, terms):
                    for key in (KEYS[by](row), EVERYTHING):
                        tally = tallies.setdefault(key, {}).setdefault(figure, FigureTally())
                        tally.counted.append((cycle.appeal_no, worth))
        return tallies


def _basis(cycle: Cycle, policy: AssessmentPolicy) -> datetime | None:
    """Return the day (基准日) by which the case falls into a period."""
    if policy.counted_by == "raised":
        return cycle.raised_at
    if policy.counted_by == "closed":
        return cycle.closed_at
    return cycle.answered_at
