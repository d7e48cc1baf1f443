"""尺度: by what a case is counted: the policy, the instant, the other appeals, the calendars.

A case that counts is an entry: the figure, and what it is worth to the part; None where it belongs
to the whole alone. `one_if(holds)` is one more in the part, or in the whole alone.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from api.reports.recount.model import ClockRun, Cycle, WorkOrder
from casework.policy.assessment import AssessmentPolicy
from casework.policy.calendar import WorkCalendar

Worth = int | Fraction | None
Entry = tuple[str, Worth]
_A_MONTH = timedelta(days=30)


@dataclass
class Holder:
    """What is counted together: a case, an order or a claimant's answer, and whose it is."""

    unit: str
    person: str
    cycle: Cycle


Counted = tuple[Holder, Entry]


@dataclass(frozen=True)
class CountingTerms:
    """What cases are counted by; open work is judged as of `at`."""

    policy: AssessmentPolicy
    at: datetime
    appeals: Mapping[str, list[Cycle]]
    calendars: Mapping[str, WorkCalendar]

    def is_assessed(self, cycle: Cycle, corrected: Collection[str]) -> bool:
        """Return whether neither its type, its closing nor an exclusion (剔除) leaves it out."""
        return (
            "excluded" not in corrected
            and cycle.type not in self.policy.types_excluded
            and cycle.closing_kind not in self.policy.closing_kinds_excluded
            and cycle.excluded not in self.policy.grounds_excluded
        )

    def is_past(self, deadline: datetime | None, *ended: datetime | None) -> bool:
        """Return whether a deadline passed while it was waited for, until now."""
        if deadline is None:
            return False
        return deadline < min([self.at, *(each for each in ended if each is not None)])

    def repeats(self, cycle: Cycle) -> bool:
        """Return whether it is about a matter that was closed within thirty days before."""
        return any(
            before.closed_at and cycle.raised_at - _A_MONTH <= before.closed_at <= cycle.raised_at
            for before in self.appeals.get(cycle.related_to or "", [])
        )


def one_if(holds: object) -> Worth:
    """Return one more in the part, or in the whole alone."""
    return 1 if holds else None


def or_corrected(
    order: WorkOrder, figure: str, in_time: object, *, holds_if: object = True
) -> Iterator[Entry]:
    """Yield in time, or to be counted so after an objection that was granted."""
    yield figure, one_if(in_time or (holds_if and figure in order.corrected))


def working_seconds(order: WorkOrder, calendars: Mapping[str, WorkCalendar]) -> int:
    """Return the open time in the unit's hands, each stretch by the calendar of its clock."""
    if order.seconds is None:
        order.seconds = sum(_length(stretch, calendars) for stretch in order.stretches)
    return order.seconds


def _length(stretch: ClockRun, calendars: Mapping[str, WorkCalendar]) -> int:
    since, until, tag = stretch.since, stretch.until, stretch.clock.calendar
    if until is None:
        return 0
    if tag is None or tag.startswith("24x7/"):
        return int(until.timestamp()) - int(since.timestamp())
    return calendars[tag].worked(since, until)
