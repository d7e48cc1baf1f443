"""A year's holidays as an office gets them: a table or an iCalendar file, and what is wrong."""

from datetime import date
from pathlib import Path

import pytest

from api.files.calendars.files import CalendarFileRefused, merged
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_seed import office, round_the_clock

BEFORE = office()
NEW_YEAR = "day,kind\n2027-01-01,closed\n2027-01-02,worked\n"
EVENT = "BEGIN:VEVENT\nUID:{uid}\n{lines}\nEND:VEVENT\n"


def written(folder: Path, text: str | bytes, name: str = "2027.csv") -> Path:
    (file := folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def ical(folder: Path, *events: str) -> Path:
    told = "".join(EVENT.format(uid=n, lines=lines) for n, lines in enumerate(events))
    page = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{told}END:VCALENDAR\n"
    return written(folder, page.replace("\n", "\r\n"), "2027.ics")


def day(first: str, summary: str, *more: str) -> str:
    return "\n".join((f"DTSTART;VALUE=DATE:{first}", f"SUMMARY:{summary}", *more))


def refusal(file: Path) -> str:
    with pytest.raises(CalendarFileRefused) as refused:
        merged(BEFORE, file)
    return str(refused.value)


def of_2027(fact) -> tuple[list[int], list[int]]:
    closed = [d.timetuple().tm_yday for d in fact.closed if d.year == 2027]
    return closed, [d.timetuple().tm_yday for d in fact.worked if d.year == 2027]


def test_a_table_names_days_closed_and_days_worked(tmp_path: Path):
    after = merged(BEFORE, written(tmp_path, NEW_YEAR))
    assert of_2027(after) == ([1], [2])
    assert (after.first_year, after.last_year) == (2004, 2027)
    assert after.source.endswith("；2027.csv")


def test_everything_else_stays_as_it_was(tmp_path: Path):
    after = merged(BEFORE, written(tmp_path, NEW_YEAR))
    assert [d for d in after.closed if d.year < 2027] == list(BEFORE.closed)
    assert [d for d in after.worked if d.year < 2027] == list(BEFORE.worked)
    assert (after.zone, after.seasons, after.weekdays) == (
        BEFORE.zone,
        BEFORE.seasons,
        BEFORE.weekdays,
    )


@pytest.mark.finding("A40")
def test_a_file_of_one_day_changes_that_day_alone(tmp_path: Path):
    after = merged(BEFORE, written(tmp_path, "day,kind\n2026-12-24,closed\n"))
    assert after.closed == (*BEFORE.closed, date(2026, 12, 24))
    assert (after.worked, after.last_year) == (BEFORE.worked, 2026)


@pytest.mark.finding("A40")
def test_a_day_may_be_given_back_to_its_weekday(tmp_path: Path):
    text = "day,kind\n2026-10-10,usual\n2026-10-07,平日\n2026-05-09,closed\n"
    after = merged(BEFORE, written(tmp_path, text))
    assert set(BEFORE.worked) - set(after.worked) == {date(2026, 10, 10), date(2026, 5, 9)}
    assert set(BEFORE.closed) ^ set(after.closed) == {date(2026, 10, 7), date(2026, 5, 9)}


@pytest.mark.parametrize("kind", ["closed", "休", "休息", " Closed "])
def test_closed_is_written_in_several_ways(tmp_path: Path, kind: str):
    assert of_2027(merged(BEFORE, written(tmp_path, f"day,kind\n2027-01-01,{kind}\n")))[0] == [1]


@pytest.mark.parametrize("kind", ["worked", "班", "上班", "WORKED"])
def test_worked_too(tmp_path: Path, kind: str):
    assert of_2027(merged(BEFORE, written(tmp_path, f"day,kind\n2027-01-02,{kind}\n")))[1] == [2]


def test_a_table_may_begin_with_a_mark_and_hold_more_columns(tmp_path: Path):
    text = "\ufeffname,day,kind\r\n元旦,2027-01-01,休\r\n".encode()
    assert of_2027(merged(BEFORE, written(tmp_path, text))) == ([1], [])


def test_a_day_may_stand_twice_if_it_says_the_same(tmp_path: Path):
    text = "day,kind\n2027-01-01,closed\n2027-01-01,休\n"
    assert of_2027(merged(BEFORE, written(tmp_path, text))) == ([1], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: it needs the columns day and kind."),
        ("date,kind\n2027-01-01,closed\n", "line 1: it needs the columns day and kind."),
        ("day,kind\n", "2027.csv names no day."),
        ("day,kind\n2027-01-01,closed\n1.2.2027,closed\n", 'line 3: "1.2.2027" is no day'),
        ("day,kind\n2027-02-29,closed\n", 'line 2: "2027-02-29" is no day'),
        ("day,kind\n2027-01-01,maybe\n", 'line 2: "maybe" is neither closed nor worked'),
        ("day,kind\n2027-01-01\n", 'line 2: "" is neither closed nor worked'),
        (
            "day,kind\n2027-01-01,closed\n2027-01-01,worked\n",
            "2027-01-01 is both closed and worked",
        ),
        ("day,kind\n2028-01-01,closed\n", "goes up to 2028, but 2027 is not published yet"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_with_its_line(tmp_path: Path, text: str, said: str):
    assert said in refusal(written(tmp_path, text))


def test_a_calendar_without_years_begins_with_those_of_the_file(tmp_path: Path):
    after = merged(round_the_clock(), written(tmp_path, NEW_YEAR))
    assert (after.first_year, after.last_year) == (2027, 2027)


def test_two_years_may_come_in_one_file(tmp_path: Path):
    text = NEW_YEAR + "2028-01-01,closed\n"
    assert merged(BEFORE, written(tmp_path, text)).last_year == 2028


def test_the_days_of_a_file_are_those_that_the_calendar_counts_by(tmp_path: Path):
    calendar = WorkCalendar("work", 2, merged(BEFORE, written(tmp_path, NEW_YEAR)))
    days = [date(2027, 1, day) for day in (1, 2, 3, 4)]
    assert [calendar.is_working_day(each) for each in days] == [False, True, False, True]


def test_an_event_of_whole_days_is_a_holiday(tmp_path: Path):
    events = day("20270101", "元旦"), day("20270205", "春节", "DTEND;VALUE=DATE:20270208")
    assert of_2027(merged(BEFORE, ical(tmp_path, *events))) == ([1, 36, 37, 38], [])


@pytest.mark.parametrize("summary", ["元旦（班）", "春节 补班", "调休上班", "Workday"])
def test_unless_it_says_that_it_is_worked(tmp_path: Path, summary: str):
    assert of_2027(merged(BEFORE, ical(tmp_path, day("20270102", summary)))) == ([], [2])


def test_an_event_by_the_clock_counts_for_its_day(tmp_path: Path):
    event = "DTSTART:20270101T000000\nDTEND:20270102T000000\nSUMMARY:元旦"
    assert of_2027(merged(BEFORE, ical(tmp_path, event))) == ([1], [])


@pytest.mark.parametrize("end", ["20270101", "20261231", "20270215"])
def test_an_event_that_is_no_holiday_is_refused(tmp_path: Path, end: str):
    event = day("20270101", "元旦", f"DTEND;VALUE=DATE:{end}")
    assert 'the event "元旦" from 2027-01-01 to' in refusal(ical(tmp_path, event))


def test_what_is_no_calendar_file_is_refused(tmp_path: Path):
    assert "is no iCalendar file" in refusal(written(tmp_path, "day,kind\n", "2027.ics"))


def test_a_calendar_file_without_events_names_no_day(tmp_path: Path):
    assert refusal(ical(tmp_path)) == "2027.ics names no day."
