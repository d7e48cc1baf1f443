"""工作日历: when time counts. Adds, measures and asks; every instant is a whole second.

A calendar is its open stretches as UTC seconds with the open time before each, so that adding and
measuring are one search each. Days are laid out a year at a time, as far as somebody asks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from casework.policy.amounts import Amount
from casework.policy.calendar_events import CalendarPublished, Season, Shift

_SECONDS = {"min": 60, "h": 3600, "d": 86_400}
_DAY = timedelta(days=1)


class WorkCalendar:
    """One version of a calendar. `tag` names both, as in "work/3"."""

    def __init__(self, name: str, version: int, fact: CalendarPublished) -> None:
        self.name, self.version, self.fact = name, version, fact
        self.tag = f"{name}/{version}"
        self.zone = ZoneInfo(fact.zone)
        self.known_until = self._year_begins(fact.last_year + 1) if fact.last_year else None
        self._closed, self._worked = frozenset(fact.closed), frozenset(fact.worked)
        self._seasons = sorted(fact.seasons, key=lambda season: season.begins)
        self._lay_out(2000, 1999)

    def worked(self, start: datetime, end: datetime) -> int:
        """How many open seconds lie between two instants; 0 where the end is not later."""
        if end <= start:
            return 0
        a, b = int(start.timestamp()), int(end.timestamp())
        self._reach(a, b)
        return self._before(b) - self._before(a)

    def add(self, start: datetime, seconds: int) -> datetime:
        """The instant when so many open seconds are used up; at closing time, not at the next
        opening."""
        at = int(start.timestamp())
        if seconds > 0:
            self._reach(at, at)
            wanted = self._before(at) + seconds
            while self._sums[-1] < wanted:
                self._lay_out(self._first, self._last + 1)
            n = bisect_left(self._sums, wanted) - 1
            at = self._starts[n] + wanted - self._sums[n]
        return datetime.fromtimestamp(at, UTC)

    def due(self, start: datetime, amount: Amount) -> datetime:
        """When an amount that begins to count at an instant is used up.

        Working days count from the next one (次日起) and are due when the last of them ends.
        """
        if amount.unit == "wd":
            return self._end_of_day(start, amount.number)
        seconds = amount.number * _SECONDS[amount.unit]
        if amount.unit == "d":
            return datetime.fromtimestamp(int(start.timestamp()) + seconds, UTC)
        return self.add(start, seconds)

    def is_open(self, at: datetime) -> bool:
        """Whether time counts at that instant."""
        second = int(at.timestamp())
        self._reach(second, second)
        n = bisect_right(self._starts, second) - 1
        return n >= 0 and second < self._ends[n]

    def is_working_day(self, day: date) -> bool:
        """Whether that day is worked."""
        if day in self._worked:
            return True
        return day.isoweekday() in self.fact.weekdays and day not in self._closed

    def is_provisional(self, at: datetime) -> bool:
        """Whether that instant lies past the last year whose holidays are published."""
        return self.known_until is not None and at >= self.known_until

    def _before(self, second: int) -> int:
        n = bisect_right(self._starts, second) - 1
        return self._sums[n] + min(second, self._ends[n]) - self._starts[n] if n >= 0 else 0

    def _end_of_day(self, start: datetime, number: int) -> datetime:
        self._reach(second := int(start.timestamp()), second)
        today = start.astimezone(self.zone).toordinal()
        n = bisect_right(self._days, today) + number - 1
        while n >= len(self._days):
            self._lay_out(self._first, self._last + 1)
        return datetime.fromtimestamp(self._day_ends[n], UTC)

    def _reach(self, first: int, last: int) -> None:
        """Lay out the years from one second to another, and one more on either side."""
        if self._from <= first and last < self._to:
            return
        years = [datetime.fromtimestamp(s, UTC).year for s in (first, last)]
        low, high = years[0] - 1, years[1] + 1
        if self._last < self._first:
            self._lay_out(low, high)
        else:
            self._lay_out(min(low, self._first), max(high, self._last))

    def _lay_out(self, first: int, last: int) -> None:
        self._first, self._last = first, last
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._days: list[int] = []
        self._day_ends: list[int] = []
        for day in _days(first, last):
            if self.is_working_day(day):
                self._open(day)
        self._sums = [0]
        for begins, ends in zip(self._starts, self._ends, strict=True):
            self._sums.append(self._sums[-1] + ends - begins)
        self._from = int(self._year_begins(first).timestamp())
        self._to = int(self._year_begins(last + 1).timestamp()) if last >= first else self._from

    def _open(self, day: date) -> None:
        end = 0
        for shift in self._shifts(day):
            last = day if shift.opens < shift.closes else day + _DAY
            begins, end = self._at(day, shift.opens), self._at(last, shift.closes)
            if self._ends and begins <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            elif begins < end:  # else the clocks went forward over the whole of it
                self._starts.append(begins)
                self._ends.append(end)
        self._days.append(day.toordinal())
        self._day_ends.append(end)

    def _shifts(self, day: date) -> tuple[Shift, ...]:
        """Those of the season that began last; before the first of a year, the last one's."""
        today = f"{day:%m-%d}"
        begun: list[Season] = [s for s in self._seasons if s.begins <= today]
        return (begun or self._seasons)[-1].shifts

    def _at(self, day: date, time: str) -> int:
        hours, minutes = int(time[:2]), int(time[3:])
        if hours == 24:
            day, hours = day + _DAY, 0
        local = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=self.zone)
        return int(local.timestamp())

    def _year_begins(self, year: int) -> datetime:
        return datetime(year, 1, 1, tzinfo=self.zone).astimezone(UTC)


def _days(first_year: int, last_year: int) -> Iterator[date]:
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        yield day
        day += _DAY
