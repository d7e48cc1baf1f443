"""公布日历: a new version of a working calendar, whole; older versions stay what they were."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from casework.context import DecisionContext
from casework.facts import Caller, NewFact
from casework.policy import refusals as no
from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.time import DAY

_NAME = re.compile(r"[\w.-]{1,60}", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_DAY_OF_YEAR = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


class PublishCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar that contradicts itself is refused with everything that is wrong with it."""

    VERB = "publish-calendar"

    name: str
    calendar: CalendarPublished

    def authorise(self, caller: Caller) -> str:
        """Return the post: reference data is the admin's."""
        if "admin" not in caller.posts:
            raise no.PoliciesAreTheAdmins()
        return "admin"

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it published, where anything changed."""
        stream = f"calendar/{self.name}"
        before = context.policies.latest(stream)
        problems = [*self._problems(), *_forgotten(before, self.calendar)]
        if problems:
            raise no.CalendarRefused(name=self.name, problems="; ".join(problems))
        return [] if before == self.calendar else [NewFact(stream=stream, fact=self.calendar)]

    def _problems(self) -> Iterator[str]:
        if not _NAME.fullmatch(self.name):
            yield f'the name "{self.name}" may hold only letters, digits, dot, hyphen, underscore'
        try:
            ZoneInfo(self.calendar.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield f'there is no time zone "{self.calendar.zone}"'
        yield from _days(self.calendar)
        yield from _years(self.calendar)
        if not self.calendar.seasons:
            yield "it has no season with shifts"
        yield from (p for s in self.calendar.seasons for p in _shifts(s))
        yield from (f"two seasons begin on {day}" for day in _doubles(self.calendar))


def _days(calendar: CalendarPublished) -> Iterator[str]:
    if not calendar.weekdays or not set(calendar.weekdays) <= set(range(1, 8)):
        yield "weekdays are numbers from 1 (Monday) to 7, at least one"
    for day in sorted(set(calendar.closed) & set(calendar.worked)):
        yield f"{day} is both closed and worked"


def _years(calendar: CalendarPublished) -> Iterator[str]:
    first, last = calendar.first_year, calendar.last_year
    named = (*calendar.closed, *calendar.worked)
    if first is None or last is None:
        if first != last or named:
            yield "it names single days, so it must say from which year to which they are known"
        return
    if not 1970 <= first <= last <= 2200:
        yield f"its years {first} to {last} are no years"
    known = {day for day in named if first <= day.year <= last}
    for day in sorted(d for d in named if d not in known and not _runs_over(d, known)):
        yield f"{day} lies outside its years {first} to {last}"


def _runs_over(day: date, known: Set[date]) -> bool:
    """Return whether it is of the week of New Year in which a holiday of a known year goes on."""
    new_year = date(day.year + (day.month == 12), 1, 1)
    return abs(day - new_year).days < 7 and {new_year, new_year - DAY} & known != set()


def _shifts(season: Season) -> Iterator[str]:
    if not _DAY_OF_YEAR.fullmatch(season.begins):
        yield f'"{season.begins}" is no day of a year; write "05-01"'
    if not season.shifts:
        yield f"the season from {season.begins} has no shift"
    bad = [t for s in season.shifts for t in (s.opens, s.closes) if not _TIME.fullmatch(t)]
    yield from (f'"{t}" is no time of day; write "08:00"' for t in bad)
    if not bad:
        yield from _overlaps(season.shifts)


def _overlaps(shifts: Sequence[Shift]) -> Iterator[str]:
    for n, shift in enumerate(shifts):
        if n and shift.opens < shifts[n - 1].closes:
            yield f"the shift from {shift.opens} begins before {shifts[n - 1].closes}"
        if shift.closes <= shift.opens and n < len(shifts) - 1:
            yield f"only the last shift may go past midnight, not {shift.opens}–{shift.closes}"
        if shift.closes == shift.opens:
            yield f"the shift {shift.opens}–{shift.closes} is empty"


def _doubles(calendar: CalendarPublished) -> list[str]:
    begins = [season.begins for season in calendar.seasons]
    return sorted({day for day in begins if begins.count(day) > 1})


def _forgotten(before: CalendarPublished | None, after: CalendarPublished) -> Iterator[str]:
    """Yield the years that a new version forgets: it may correct them, no more."""
    if before is None or before.first_year is None or before.last_year is None:
        return
    first, last = after.first_year or 9999, after.last_year or 0
    if first > before.first_year or last < before.last_year:
        yield f"it forgets years: {before.first_year} to {before.last_year} were published"
