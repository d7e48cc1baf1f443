"""Files of holidays that could be misread without anybody noticing."""

from datetime import date
from pathlib import Path

import pytest

from api.files.calendars.files import CalendarFileRefused, merged
from casework.policy.calendar_events import CalendarPublished
from casework.policy.calendar_seed import office


def of_event(folder: Path, *lines: str) -> CalendarPublished:
    """The calendar with one event of an iCalendar file."""
    event = ["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"]
    page = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *event, "END:VCALENDAR", ""]
    (file := folder / "2027.ics").write_bytes("\r\n".join(page).encode())
    return merged(office(), file)


def closed(fact: CalendarPublished) -> list[date]:
    return [day for day in fact.closed if day.year > 2026]


@pytest.mark.parametrize("summary", ["International Workers' Day", "Labour Day (workers)"])
def test_the_day_of_the_workers_is_a_holiday(tmp_path: Path, summary: str):
    fact = of_event(tmp_path, "DTSTART;VALUE=DATE:20270501", f"SUMMARY:{summary}")
    assert closed(fact) == [date(2027, 5, 1)]


@pytest.mark.parametrize("summary", ["Work", "Working day", "WORKDAY", "make-up workday", "上班"])
def test_a_day_to_work_is_not(tmp_path: Path, summary: str):
    fact = of_event(tmp_path, "DTSTART;VALUE=DATE:20270206", f"SUMMARY:{summary}")
    assert (closed(fact), fact.worked[-1]) == ([], date(2027, 2, 6))


def test_an_event_may_say_how_long_it_lasts(tmp_path: Path):
    fact = of_event(tmp_path, "DTSTART;VALUE=DATE:20270206", "DURATION:P3D", "SUMMARY:春节")
    assert closed(fact) == [date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8)]


def test_midnight_is_that_of_the_calendars_zone(tmp_path: Path):
    hours = "DTSTART:20270204T160000Z", "DTEND:20270206T160000Z"  # midnight in China
    assert closed(of_event(tmp_path, *hours, "SUMMARY:春节")) == [
        date(2027, 2, 5),
        date(2027, 2, 6),
    ]


def test_years_before_the_first_are_not_skipped_either(tmp_path: Path):
    (file := tmp_path / "2001.csv").write_text("day,kind\n2001-10-01,closed\n")
    with pytest.raises(CalendarFileRefused, match="2002 is not published"):
        merged(office(), file)
