"""工作日历: when time counts. Adds, measures and asks; every instant is a whole second.

A calendar is its open stretches as UTC seconds with the open time before each, so that adding and
measuring are one search each. Days are laid out a year at a time, as far as somebody asks, within
`FIRST_YEAR` and `LAST_YEAR`; outside of them no time counts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from casework.policy.amounts import Amount
from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.time import DAY, FIRST_YEAR, LAST_YEAR

# The two calendars that every city has: 办公时间 and 全天候.
OFFICE, ROUND_THE_CLOCK = "work", "24x7"

_SECONDS = {"min": 60, "h": 3600, "d": 86_400}


class _Layout:
    """The open stretches and the days of some years: made once, then only read."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.begins = self.ends = 0  # of all of it
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.sums = [0]  # the open seconds before each stretch
        self.days: list[int] = []
        self.day_ends: list[int] = []

    def before(self, second: int) -> int:
        """Return how many open seconds lie before one."""
        n = bisect_right(self.opens, second) - 1
        return self.sums[n] + min(second, self.closes[n]) - self.opens[n] if n >= 0 else 0

    def open(self, begins: int, ends: int) -> None:
        """Add one more stretch, after all others; what touches the last one goes on with it."""
        if self.closes and begins <= self.closes[-1]:
            self.closes[-1] = max(ends, self.closes[-1])
        elif begins < ends:  # else the clocks went forward over the whole of it
            self.opens.append(begins)
            self.closes.append(ends)


class WorkCalendar:
    """One version of a calendar. `tag` names both, as in "work/3"."""

    def __init__(self, name: str, version: int, fact: CalendarPublished) -> None:
        self.name, self.version, self.fact = name, version, fact
        self.tag = f"{name}/{version}"
        self.zone = ZoneInfo(fact.zone)
        self.known_until = self._year_begins(fact.last_year + 1) if fact.last_year else None
        self._closed, self._worked = frozenset(fact.closed), frozenset(fact.worked)
        self._seasons = sorted(fact.seasons, key=lambda season: season.begins)
        self._layout = _Layout(LAST_YEAR, FIRST_YEAR)

    def worked(self, start: datetime, end: datetime) -> int:
        """Return how many open seconds lie between two instants; 0 where the end is not later."""
        if end <= start:
            return 0
        a, b = int(start.timestamp()), int(end.timestamp())
        layout = self._reach(a, b)
        return layout.before(b) - layout.before(a)

    def add(self, start: datetime, seconds: int) -> datetime:
        """Return the instant when so many open seconds are used up.

        At closing time, not at the next opening.
        """
        at = int(start.timestamp())
        if seconds > 0:
            layout = self._reach(at, at)
            wanted = layout.before(at) + seconds
            while layout.sums[-1] < wanted:
                layout = self._one_year_more(layout)
            n = bisect_left(layout.sums, wanted) - 1
            at = layout.opens[n] + wanted - layout.sums[n]
        return datetime.fromtimestamp(at, UTC)

    def due(self, start: datetime, amount: Amount) -> datetime:
        """Return when an amount that begins to count at an instant is used up.

        Working days count from the next one (次日起) and are due when the last of them ends.
        """
        if amount.unit == "wd":
            return self._end_of_day(start, amount.number)
        seconds = amount.number * _SECONDS[amount.unit]
        if amount.unit == "d":
            return datetime.fromtimestamp(int(start.timestamp()) + seconds, UTC)
        return self.add(start, seconds)

    def is_open(self, at: datetime) -> bool:
        """Return whether time counts at that instant."""
        second = int(at.timestamp())
        layout = self._reach(second, second)
        n = bisect_right(layout.opens, second) - 1
        return n >= 0 and second < layout.closes[n]

    def is_working_day(self, day: date) -> bool:
        """Return whether that day is worked."""
        if day in self._worked:
            return True
        return day.isoweekday() in self.fact.weekdays and day not in self._closed

    def is_provisional(self, at: datetime) -> bool:
        """Return whether that instant lies past the last year whose holidays are published."""
        return self.known_until is not None and at >= self.known_until

    def _end_of_day(self, start: datetime, number: int) -> datetime:
        layout = self._reach(second := int(start.timestamp()), second)
        today = start.astimezone(self.zone).toordinal()
        while (n := bisect_right(layout.days, today) + number - 1) >= len(layout.days):
            layout = self._one_year_more(layout)
        return datetime.fromtimestamp(layout.day_ends[n], UTC)

    def _reach(self, first: int, last: int) -> _Layout:
        """Return the years from one second to another, and one more on either side."""
        known = self._layout
        if known.begins <= first and last < known.ends:
            return known
        low, high = min(_year(first) - 1, known.first), max(_year(last) + 1, known.last)
        low, high = max(low, FIRST_YEAR), min(high, LAST_YEAR)
        return known if (low, high) == (known.first, known.last) else self._lay_out(low, high)

    def _one_year_more(self, known: _Layout) -> _Layout:
        """Return the year after the last; `OverflowError` where there is none."""
        if known.last >= LAST_YEAR:
            raise OverflowError(f"{self.tag} ends with the year {LAST_YEAR}")
        return self._lay_out(known.first, known.last + 1)

    def _lay_out(self, first: int, last: int) -> _Layout:
        """Return the layout, kept when whole: another thread may be reading the one before."""
        layout = _Layout(first, last)
        for day in _days(first, last):
            if self.is_working_day(day):
                self._open(day, layout)
        for opens, closes in zip(layout.opens, layout.closes, strict=True):
            layout.sums.append(layout.sums[-1] + closes - opens)
        layout.begins = int(self._year_begins(first).timestamp())
        layout.ends = int(self._year_begins(last + 1).timestamp())
        self._layout = layout
        return layout

    def _open(self, day: date, layout: _Layout) -> None:
        end = 0
        for shift in self._shifts(day):
            last = day if shift.opens < shift.closes else day + DAY
            end = self._at(last, shift.closes)
            layout.open(self._at(day, shift.opens), end)
        layout.days.append(day.toordinal())
        layout.day_ends.append(end)

    def _shifts(self, day: date) -> tuple[Shift, ...]:
        """Return the shifts of the season that began last; before a year's first, the last's."""
        today = f"{day:%m-%d}"
        begun: list[Season] = [s for s in self._seasons if s.begins <= today]
        return (begun or self._seasons)[-1].shifts

    def _at(self, day: date, time: str) -> int:
        hours, minutes = int(time[:2]), int(time[3:])
        if hours == 24:
            day, hours = day + DAY, 0
        local = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=self.zone)
        return int(local.timestamp())

    def _year_begins(self, year: int) -> datetime:
        return datetime(year, 1, 1, tzinfo=self.zone).astimezone(UTC)


def _year(second: int) -> int:
    """Return about the year of a second; it may be wrong by a day at its ends."""
    return 1970 + second // 31_556_952


def _days(first_year: int, last_year: int) -> Iterator[date]:
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        yield day
        day += DAY
