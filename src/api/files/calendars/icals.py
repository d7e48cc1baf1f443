"""A year's days from an iCalendar file (RFC 5545): an event is a holiday, unless it says worked.

An event within a day is that day. A cancelled event gives its days back to their weekday. What
recurs is refused by name: the file must list its days, for nobody sees how far a rule was meant.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from api.files.calendars.days import CalendarFileRefused, Kind, Said
from api.files.calendars.summaries import is_worked
from casework.time import DAY

LONGEST = timedelta(days=40)
_RECURRING = ("RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID")


def days_of_events(name: str, text: str, zone: ZoneInfo, unclear: Kind | None) -> Iterator[Said]:
    """Yield the days of all events. `unclear` is what days are whose summary decides nothing.

    Raises `CalendarFileRefused` with the event.
    """
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except ValueError as error:
        raise CalendarFileRefused(f"{name} is no iCalendar file in UTF-8: {error}") from None
    all_cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    held, cancelled = list[Said](), list[Said]()
    for event in _newest(calendar.walk("VEVENT")):
        where = f'the event "{event.get("SUMMARY", "")}"'
        days = list(_days(name, event, zone, where))
        if all_cancelled or str(event.get("STATUS", "")).upper() == "CANCELLED":
            cancelled += (Said(day, "usual", where) for day in days)
        else:
            kind = _kind(name, event, where, days[0]) or unclear
            held += (Said(day, kind or _ask(name, where, days[0]), where) for day in days)
    yield from held
    there = {said.day for said in held}
    yield from (said for said in cancelled if said.day not in there)


def _newest(events: list[Any]) -> Iterator[Any]:
    """Yield each event as it was last revised; without an identity it stands for itself."""
    latest: dict[str, Any] = {}
    for n, event in enumerate(events):
        identity = str(event.get("UID", f"#{n}"))
        there = latest.get(identity)
        if there is None or _revision(event) > _revision(there):
            latest[identity] = event
        elif _revision(event) == _revision(there):
            latest[f"{identity}#{n}"] = event  # two events of one identity: neither is swallowed
    yield from latest.values()


def _revision(event: Any) -> int:
    return int(event.get("SEQUENCE", 0))


def _kind(name: str, event: Any, where: str, first: date) -> Kind | None:
    for property_ in _RECURRING:
        if property_ in event:
            said = f"{where} on {first} recurs ({property_}): list its days one by one"
            raise CalendarFileRefused(f"{name}: {said}.")
    worked = is_worked(str(event.get("SUMMARY", "")))
    return None if worked is None else "worked" if worked else "closed"


def _ask(name: str, where: str, first: date) -> Kind:
    raise CalendarFileRefused(
        f"{name}: {where} on {first} can be read in two ways: write 班 or 休 as a word of its own, "
        "or say what unclear events are (--unclear closed, --unclear worked)."
    )


def _days(name: str, event: Any, zone: ZoneInfo, where: str) -> Iterator[date]:
    first, end = _ends(name, event, where)
    begins, after = _day(first, zone), _after(first, end, zone)
    if not timedelta(0) < after - begins <= LONGEST:
        raise CalendarFileRefused(f"{name}: {where} from {begins} to {after} is no holiday.")
    for n in range((after - begins).days):
        yield begins + n * DAY


def _ends(name: str, event: Any, where: str) -> tuple[date, date]:
    """Return when an event begins, and when it ends."""
    try:
        first = event.decoded("DTSTART")
        if "DTEND" in event:
            return first, event.decoded("DTEND")
        length = timedelta(0) if isinstance(first, datetime) else DAY
        return first, first + event.decoded("DURATION", length)
    except (KeyError, ValueError, TypeError):
        raise CalendarFileRefused(f"{name}: {where} has no days.") from None


def _after(first: date, end: date, zone: ZoneInfo) -> date:
    """Return the day after the last: what ends by the clock ends on that day, at midnight before
    it."""
    last = _day(end, zone)
    if not isinstance(end, datetime):
        return last
    is_midnight = _local(end, zone).time().isoformat() == "00:00:00"
    return last if is_midnight and end != first else last + DAY


def _day(value: date, zone: ZoneInfo) -> date:
    """Return the day that it is then where the calendar is kept."""
    return _local(value, zone).date() if isinstance(value, datetime) else value


def _local(value: datetime, zone: ZoneInfo) -> datetime:
    return value.astimezone(zone) if value.tzinfo else value
