"""A calendar's years in numbers: days off, days worked instead, working days, and what changes."""

from collections.abc import Iterator
from datetime import date

import msgspec

from casework.policy.calendar_events import CalendarPublished
from casework.policy.refusals import DoubtfulCalendar
from casework.time import DAY

LEAST, MOST = 240, 255
_OFFICE_WEEK = (1, 2, 3, 4, 5)


class Year(msgspec.Struct, frozen=True):
    """One year: how many days are closed, worked instead and working, and how many changed."""

    year: int
    closed: int
    worked: int
    working: int
    changed: int

    @property
    def is_doubtful(self) -> bool:
        """Whether no year of an office has so many working days (it is 248 to 252 since 2004)."""
        return not LEAST <= self.working <= MOST

    def __str__(self) -> str:
        return (
            f"{self.year}: {self.closed} days off, {self.worked} days worked instead, "
            f"{self.working} working days; {self.changed} days change"
        )


def working_days(calendar: CalendarPublished, year: int) -> int:
    """Return how many days of that year are worked."""
    closed, worked = frozenset(calendar.closed), frozenset(calendar.worked)
    return sum(
        day in worked or (day.isoweekday() in calendar.weekdays and day not in closed)
        for day in _days(year)
    )


def changed(before: CalendarPublished, after: CalendarPublished) -> list[Year]:
    """Return the years of which any day is another, and those that are known only now."""
    days = {day for day, _ in {*_named(before)} ^ {*_named(after)}}
    fresh = set(_known_years(after)) - set(_known_years(before))
    return [
        Year(
            year=year,
            closed=sum(day.year == year for day in after.closed),
            worked=sum(day.year == year for day in after.worked),
            working=working_days(after, year),
            changed=sum(day.year == year for day in days),
        )
        for year in sorted({*(day.year for day in days), *fresh})
    ]


def check(name: str, before: CalendarPublished, after: CalendarPublished) -> None:
    """Raise `DoubtfulCalendar` where a changed year has too few or too many working days.

    A week of other than five days has no usual number.
    """
    if after.weekdays != _OFFICE_WEEK:
        return
    known = set(_known_years(after))
    doubtful = [y for y in changed(before, after) if y.is_doubtful and y.year in known]
    if doubtful:
        said = "; ".join(map(str, doubtful))
        raise DoubtfulCalendar(name=name, years=said, least=LEAST, most=MOST)


def _named(calendar: CalendarPublished) -> Iterator[tuple[date, str]]:
    yield from ((day, "closed") for day in calendar.closed)
    yield from ((day, "worked") for day in calendar.worked)


def _known_years(calendar: CalendarPublished) -> range:
    if calendar.first_year is None or calendar.last_year is None:
        return range(0)
    return range(calendar.first_year, calendar.last_year + 1)


def _days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += DAY
