"""A calendar with the days of a file in it: CSV with the columns day and kind, or iCalendar.

A file changes the days it speaks of. Only where it covers a published year whole, from New Year to
the National Day and with a year's usual number of working days, does it take that year's place.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from api.files.calendars.counting import LEAST, MOST, working_days
from api.files.calendars.days import CalendarFileRefused, Kind, gathered
from api.files.calendars.icals import days_of_events
from api.files.calendars.tables import days_of_table
from casework.policy.calendar_events import CalendarPublished
from casework.time import DAY

__all__ = ["CalendarFileRefused", "merged", "merged_with"]

_FIXED = ((1, 1), (5, 1), (10, 1))  # closed every year, by decree


def merged(before: CalendarPublished, path: Path, unclear: Kind | None = None) -> CalendarPublished:
    """Return the calendar with the days of a file in it. Raises `CalendarFileRefused`."""
    return merged_with(before, path.name, path.read_bytes(), unclear)


def merged_with(
    before: CalendarPublished, name: str, content: bytes, unclear: Kind | None = None
) -> CalendarPublished:
    """Return the calendar with the days of a file of that name and content in it.

    Raises `CalendarFileRefused`.
    """
    days = _read(name, content, ZoneInfo(before.zone), unclear)
    kept = _kept(before, days)
    kinds = {**kept, **{day: kind for day, kind in days.items() if kind != "usual"}}
    for day in (day for day, kind in days.items() if kind == "usual"):
        kinds.pop(day, None)
    first, last = _years(before, days, name)
    return msgspec.structs.replace(
        before,
        closed=tuple(sorted(day for day, kind in kinds.items() if kind == "closed")),
        worked=tuple(sorted(day for day, kind in kinds.items() if kind == "worked")),
        first_year=first,
        last_year=last,
        source=f"{before.source}；{name}" if before.source else name,
    )


def _read(name: str, content: bytes, zone: ZoneInfo, unclear: Kind | None) -> Mapping[date, Kind]:
    is_ical = Path(name).suffix.lower() in (".ics", ".ical")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if is_ical:
            raise CalendarFileRefused(f"{name} is no iCalendar file in UTF-8.") from None
        raise CalendarFileRefused(f"{name} is not written in UTF-8: save it so.") from None
    said = days_of_events(name, text, zone, unclear) if is_ical else days_of_table(name, text)
    return gathered(name, list(said))


def _kept(before: CalendarPublished, days: Mapping[date, Kind]) -> dict[date, Kind]:
    """Return what was said before, but for the years that the file covers whole."""
    whole = {year for year in {day.year for day in days} if _covers(before, days, year)}
    kept: dict[date, Kind] = {}
    kept.update((day, "closed") for day in before.closed if day.year not in whole)
    kept.update((day, "worked") for day in before.worked if day.year not in whole)
    return kept


def _covers(before: CalendarPublished, days: Mapping[date, Kind], year: int) -> bool:
    """Return whether the file alone is that year's holidays."""
    if any(days.get(date(year, month, day)) != "closed" for month, day in _FIXED):
        return False
    alone = msgspec.structs.replace(
        before,
        closed=tuple(day for day, kind in days.items() if kind == "closed"),
        worked=tuple(day for day, kind in days.items() if kind == "worked"),
    )
    return LEAST <= working_days(alone, year) <= MOST


def _years(before: CalendarPublished, days: Mapping[date, Kind], name: str) -> tuple[int, int]:
    """Return the first and the last year that are known now.

    Years are published one after the other: a gap would be taken for a year without holidays.
    """
    years = {day.year for day in days if not _runs_over(day, days)} or {min(days).year}
    first, last = before.first_year or min(years), before.last_year or min(years)
    every = years | set(range(first, last + 1))
    if missing := sorted(set(range(min(every), max(every))) - every):
        reach = f"up to {max(years)}" if missing[0] > last else f"back to {min(years)}"
        raise CalendarFileRefused(f"{name} goes {reach}, but {missing[0]} is not published yet.")
    return min(every), max(every)


def _runs_over(day: date, days: Mapping[date, Kind]) -> bool:
    """Return whether a day only ends a holiday of the year before, or begins one of the next.

    Such a year is not published by it: no other day of it is named.
    """
    of_year = sorted(each for each in days if each.year == day.year)
    first, last = of_year[0], of_year[-1]
    if (last - first).days + 1 != len(of_year) or len(of_year) > 7:
        return False
    runs_in = (first.month, first.day) == (1, 1) and first - DAY in days
    runs_out = (last.month, last.day) == (12, 31) and last + DAY in days
    return runs_in or runs_out
