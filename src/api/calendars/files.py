"""A year's holidays from a file: CSV with the columns day and kind, or iCalendar with events.

In a CSV, `kind` is closed (休) or worked (班). In an iCalendar an event of whole days is a holiday,
unless its summary says that it is worked (班, 上班, 补班, 调休上班, work).
"""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import msgspec

from casework.policy.calendar_events import CalendarPublished

_KINDS = {"closed": False, "休": False, "休息": False, "worked": True, "班": True, "上班": True}
_WORKED = re.compile(r"班|\bwork(?:ing|day|\b)", re.IGNORECASE)
_LONGEST = timedelta(days=40)


class CalendarFileRefused(Exception):
    """The file cannot be read as a calendar; the message says where and why."""


def merged(before: CalendarPublished, path: Path) -> CalendarPublished:
    """The calendar with the years of a file put in place of what it had for them.

    Raises `CalendarFileRefused`.
    """
    days = dict(_read(path, ZoneInfo(before.zone)))
    if not days:
        raise CalendarFileRefused(f"{path.name} names no day.")
    years = {day.year for day in days}
    closed = [d for d in before.closed if d.year not in years]
    worked = [d for d in before.worked if d.year not in years]
    closed += [d for d, is_worked in days.items() if not is_worked]
    worked += [d for d, is_worked in days.items() if is_worked]
    return msgspec.structs.replace(
        before,
        closed=tuple(sorted(closed)),
        worked=tuple(sorted(worked)),
        first_year=min(years | {before.first_year or 9999}),
        last_year=_last_year(before, years, path),
        source=f"{before.source}；{path.name}" if before.source else path.name,
    )


def _last_year(before: CalendarPublished, years: set[int], path: Path) -> int:
    """Years are published one after the other: a gap would be taken for a year without holidays."""
    first, last = before.first_year or min(years), before.last_year or min(years)
    every = years | set(range(first, last + 1))
    if missing := sorted(set(range(min(every), max(every))) - every):
        reach = f"up to {max(years)}" if missing[0] > last else f"back to {min(years)}"
        raise CalendarFileRefused(
            f"{path.name} goes {reach}, but {missing[0]} is not published yet."
        )
    return max(every)


def _read(path: Path, zone: ZoneInfo) -> Iterator[tuple[date, bool]]:
    is_ical = path.suffix.lower() in (".ics", ".ical")
    seen: dict[date, bool] = {}
    for day, is_worked in _from_ical(path, zone) if is_ical else _from_csv(path):
        if seen.setdefault(day, is_worked) != is_worked:
            raise CalendarFileRefused(f"{path.name}: {day} is both closed and worked.")
        yield day, is_worked


def _from_csv(path: Path) -> Iterator[tuple[date, bool]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CalendarFileRefused(f"{path.name} is not written in UTF-8: save it so.") from None
    with StringIO(text, newline="") as file:
        rows = csv.DictReader(file)
        if not {"day", "kind"} <= set(rows.fieldnames or ()):
            raise CalendarFileRefused(f"{path.name}, line 1: it needs the columns day and kind.")
        for row in rows:
            yield _row(f"{path.name}, line {rows.line_num}", row["day"] or "", row["kind"] or "")


def _row(where: str, day: str, kind: str) -> tuple[date, bool]:
    try:
        return date.fromisoformat(day.strip()), _KINDS[kind.strip().lower()]
    except ValueError:
        raise CalendarFileRefused(f'{where}: "{day}" is no day; write 2027-01-01.') from None
    except KeyError:
        raise CalendarFileRefused(f'{where}: "{kind}" is neither closed nor worked.') from None


def _from_ical(path: Path, zone: ZoneInfo) -> Iterator[tuple[date, bool]]:
    try:
        calendar = icalendar.Calendar.from_ical(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise CalendarFileRefused(f"{path.name} is no iCalendar file in UTF-8: {error}") from None
    for event in calendar.walk("VEVENT"):
        summary = str(event.get("SUMMARY", ""))
        first, end = (_day(value, zone) for value in _ends(path, event, summary))
        length = end - first
        if not timedelta(0) < length <= _LONGEST:
            said = f'the event "{summary}" from {first} to {end} is no holiday'
            raise CalendarFileRefused(f"{path.name}: {said}.")
        for n in range(length.days):
            yield first + timedelta(days=n), bool(_WORKED.search(summary))


def _ends(path: Path, event: Any, summary: str) -> tuple[date, date]:
    """The first day of an event and the day after its last."""
    try:
        first = event.decoded("DTSTART")
        if "DTEND" in event:
            return first, event.decoded("DTEND")
        return first, first + event.decoded("DURATION", timedelta(days=1))
    except (KeyError, ValueError, TypeError):
        raise CalendarFileRefused(f'{path.name}: the event "{summary}" has no days.') from None


def _day(value: date | datetime, zone: ZoneInfo) -> date:
    """The day that it is then where the calendar is kept."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(zone) if value.tzinfo else value).date()
