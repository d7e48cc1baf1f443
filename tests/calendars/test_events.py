"""Events of a calendar file: recurring, cancelled, within a day, revised, and what they say."""

from datetime import date
from pathlib import Path

import pytest

from api.files.calendars.files import CalendarFileRefused, merged
from api.files.calendars.summaries import is_worked
from tests.calendars.test_files import BEFORE, day, ical, of_2027, refusal

EVENT = (
    "BEGIN:VEVENT\nUID:a\nSEQUENCE:{n}\nDTSTART;VALUE=DATE:2027010{d}\nSUMMARY:元旦\nEND:VEVENT\n"
)
HOURS = "DTSTART;TZID=Asia/Shanghai:20270110T090000\nDTEND;TZID=Asia/Shanghai:20270110T180000"


@pytest.mark.finding("B7")
@pytest.mark.parametrize(
    "event",
    [
        f"{HOURS}\nSUMMARY:元旦 补班 第1天/共1天",
        "DTSTART:20270110T010000Z\nDTEND:20270110T100000Z\nSUMMARY:补班",
        "DTSTART:20270110T090000\nDURATION:PT9H\nSUMMARY:班",
        "DTSTART:20270110T090000\nSUMMARY:上班",
    ],
)
def test_an_event_within_a_day_is_that_day(tmp_path: Path, event: str):
    assert of_2027(merged(BEFORE, ical(tmp_path, event))) == ([], [10])


@pytest.mark.finding("B7")
def test_an_event_by_the_clock_over_days_is_all_of_them(tmp_path: Path):
    event = "DTSTART:20270101T090000\nDTEND:20270103T120000\nSUMMARY:元旦"
    assert of_2027(merged(BEFORE, ical(tmp_path, event))) == ([1, 2, 3], [])


@pytest.mark.finding("B8")
@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=YEARLY",
        "RDATE;VALUE=DATE:20280101",
        "EXDATE;VALUE=DATE:20280101",
        "RECURRENCE-ID;VALUE=DATE:20270101",
    ],
)
def test_what_recurs_is_refused_by_name(tmp_path: Path, line: str):
    said = refusal(ical(tmp_path, day("20270101", "元旦", line)))
    assert (
        f'the event "元旦" on 2027-01-01 recurs ({line.partition(":")[0].partition(";")[0]})'
        in said
    )


def test_a_cancelled_event_gives_its_days_back(tmp_path: Path):
    once = merged(BEFORE, ical(tmp_path, day("20270101", "元旦", "DTEND;VALUE=DATE:20270104")))
    gone = day("20270103", "元旦", "STATUS:CANCELLED")
    after = merged(once, ical(tmp_path, gone, day("20270201", "春节")))
    assert of_2027(after) == ([1, 2, 32], [])


def test_a_cancelled_event_says_nothing_against_another_that_is_held(tmp_path: Path):
    events = day("20270101", "元旦", "STATUS:CANCELLED"), day("20270101", "元旦（休）")
    assert of_2027(merged(BEFORE, ical(tmp_path, *events))) == ([1], [])


def test_only_the_last_revision_of_an_event_counts(tmp_path: Path):
    page = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{}END:VCALENDAR\n"
    told = EVENT.format(n=2, d=2) + EVENT.format(n=1, d=1)
    (file := tmp_path / "2027.ics").write_text(page.format(told), encoding="utf-8")
    assert of_2027(merged(BEFORE, file)) == ([2], [])


@pytest.mark.finding("B9")
@pytest.mark.parametrize(
    "summary",
    [
        "班",
        "补班",
        "元旦（班）",
        "春节 补班",
        "国庆节补班",
        "国庆节后上班",
        "调休上班",
        "补班：国庆节",
        "元旦 补班 第1天/共1天",
        "Work",
        "Working Day",
        "make-up workday",
        "Special Working Day",
        "【班】春节",
    ],
)
def test_a_whole_word_says_that_a_day_is_worked(summary: str):
    assert is_worked(summary) is True


@pytest.mark.finding("B9")
@pytest.mark.parametrize(
    "summary",
    [
        "元旦",
        "春节（休）",
        "国庆节放假",
        "中秋节 假期 第1天/共3天",
        "端午节假期",
        "休",
        "New Year's Day",
        "International Workers' Day",
        "Labour Day (workers)",
        "National Day Golden Week holiday",
    ],
)
def test_a_holidays_name_says_that_it_is_closed(summary: str):
    assert is_worked(summary) is False


@pytest.mark.finding("B9")
@pytest.mark.parametrize(
    "summary",
    [
        "国庆节放假，10月9日上班",
        "春节（值班安排见附件）",
        "放假 上班",
        "调休",
        "值班",
        "放假（2月14日补班）",
        "Day off, work on Saturday",
        "no work today",
        "10月9日上班",
        "春节放假，照常上班的单位另行通知",
    ],
)
def test_a_word_within_other_words_decides_nothing(summary: str):
    assert is_worked(summary) is None


@pytest.mark.finding("B9")
def test_what_can_be_read_in_two_ways_is_asked_about(tmp_path: Path):
    event = day("20271001", "国庆节放假，10月9日上班", "DTEND;VALUE=DATE:20271003")
    file = ical(tmp_path, event)
    assert 'the event "国庆节放假，10月9日上班" on 2027-10-01 can be read in two ways' in refusal(
        file
    )
    assert of_2027(merged(BEFORE, file, "closed")) == ([274, 275], [])
    assert of_2027(merged(BEFORE, file, "worked")) == ([], [274, 275])


def test_a_table_with_a_stray_quote_is_refused_with_its_line(tmp_path: Path):
    (file := tmp_path / "2027.csv").write_text('day,kind\n"2027-01-01,closed\n2027-01-02,closed\n')
    with pytest.raises(CalendarFileRefused, match="line "):
        merged(BEFORE, file)


@pytest.mark.parametrize("text", ["46388,closed", "1/1/2027,closed", "20270101x,closed"])
def test_a_serial_number_or_another_form_is_no_day(tmp_path: Path, text: str):
    (file := tmp_path / "2027.csv").write_text(f"day,kind\n{text}\n")
    with pytest.raises(CalendarFileRefused, match="is no day"):
        merged(BEFORE, file)


def test_semicolons_divide_too(tmp_path: Path):
    (file := tmp_path / "2027.csv").write_text("\ufeffday;kind\n2027-01-01;closed\n", "utf-8")
    assert date(2027, 1, 1) in merged(BEFORE, file).closed
