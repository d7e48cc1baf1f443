"""A calendar file changes the days it speaks of (DOMAIN 17.25), and its years are counted."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from api.files.calendars.counting import changed, check, working_days
from api.files.calendars.files import merged
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_events import CalendarPublished
from casework.policy.calendar_seed import office, round_the_clock
from casework.policy.refusals import DoubtfulCalendar
from tests.calendars.test_files import BEFORE, day, ical, written

DAY = timedelta(days=1)


def days(first: date, last: date, kind: str = "closed") -> str:
    return "".join(f"{first + n * DAY},{kind}\n" for n in range((last - first).days + 1))


WHOLE_2027 = "day,kind\n" + "".join(
    [
        days(date(2027, 1, 1), date(2027, 1, 3)),
        days(date(2027, 2, 5), date(2027, 2, 12)),
        days(date(2027, 4, 3), date(2027, 4, 5)),
        days(date(2027, 5, 1), date(2027, 5, 5)),
        days(date(2027, 6, 9), date(2027, 6, 9)),
        days(date(2027, 9, 15), date(2027, 9, 15)),
        days(date(2027, 10, 1), date(2027, 10, 7)),
        days(date(2027, 2, 14), date(2027, 2, 14), "worked"),
        days(date(2027, 10, 9), date(2027, 10, 9), "worked"),
    ]
)


def of(fact: CalendarPublished, year: int) -> list[date]:
    return [d for d in (*fact.closed, *fact.worked) if d.year == year]


@pytest.mark.finding("B6")
def test_a_years_notice_that_begins_on_31_december_leaves_the_year_before(tmp_path: Path):
    text = WHOLE_2027 + "2026-12-31,closed\n"
    after = merged(BEFORE, written(tmp_path, text))
    assert set(of(after, 2026)) == {*of(BEFORE, 2026), date(2026, 12, 31)}
    assert (after.last_year, working_days(after, 2026)) == (2027, 247)


@pytest.mark.finding("B6")
def test_a_holiday_that_runs_into_a_year_not_published_yet_does_not_publish_it(tmp_path: Path):
    run_over = days(date(2027, 12, 31), date(2028, 1, 2))
    after = merged(BEFORE, written(tmp_path, WHOLE_2027 + run_over))
    calendar = WorkCalendar("work", 2, after)
    assert after.last_year == 2027
    assert not calendar.is_working_day(date(2028, 1, 2))
    check("work", BEFORE, after)


@pytest.mark.finding("A40")
def test_a_file_that_covers_a_year_whole_takes_its_place(tmp_path: Path):
    once = merged(BEFORE, written(tmp_path, WHOLE_2027))
    again = WHOLE_2027.replace("2027-02-14,worked\n", "").replace("2027-06-09", "2027-06-10")
    twice = merged(once, written(tmp_path, again))
    assert date(2027, 2, 14) not in twice.worked
    assert date(2027, 6, 9) not in twice.closed
    assert of(twice, 2026) == of(BEFORE, 2026)


@pytest.mark.finding("A40")
def test_a_file_of_one_holiday_leaves_all_others_of_the_year(tmp_path: Path):
    moved = "day,kind\n" + days(date(2026, 10, 1), date(2026, 10, 8))
    after = merged(BEFORE, written(tmp_path, moved))
    assert set(of(after, 2026)) - set(of(BEFORE, 2026)) == {date(2026, 10, 8)}
    [year] = changed(BEFORE, after)
    assert (year.year, year.changed, year.working) == (2026, 1, 247)


@pytest.mark.finding("A40")
def test_each_year_that_changes_is_counted(tmp_path: Path):
    after = merged(BEFORE, written(tmp_path, WHOLE_2027))
    assert [str(year) for year in changed(BEFORE, after)] == [
        "2027: 28 days off, 2 days worked instead, 245 working days; 30 days change"
    ]


@pytest.mark.finding("A40")
@pytest.mark.parametrize(
    "text",
    [
        "day,kind\n" + days(date(2027, 1, 1), date(2027, 1, 6)),
        "day,kind\n" + days(date(2027, 1, 1), date(2027, 3, 31)),
        "day,kind\n" + days(date(2026, 6, 1), date(2026, 6, 30)),
        "day,kind\n" + days(date(2026, 2, 14), date(2026, 2, 28), "worked"),
    ],
    ids=["too many in a new year", "too few in a new year", "too few", "too many"],
)
def test_a_year_with_an_unusual_number_of_working_days_is_asked_about(tmp_path: Path, text: str):
    with pytest.raises(DoubtfulCalendar, match="working days"):
        check("work", BEFORE, merged(BEFORE, written(tmp_path, text)))


def test_what_does_not_change_is_not_asked_about(tmp_path: Path):
    strange = replace(BEFORE, closed=BEFORE.closed[:-20])
    check("work", strange, merged(strange, written(tmp_path, "day,kind\n2025-12-24,closed\n")))
    whole = round_the_clock()
    check("24x7", whole, merged(whole, written(tmp_path, "day,kind\n2027-01-01,closed\n")))


def test_the_city_began_with_years_of_a_usual_number():
    nothing = replace(office(), closed=(), worked=(), first_year=None, last_year=None)
    check("work", nothing, office())
    days_of = {
        d: WorkCalendar("work", 1, office()).is_working_day(d)
        for d in (
            date(2026, 2, 14),
            date(2026, 2, 16),
            date(2026, 2, 23),
            date(2026, 5, 9),
            date(2026, 10, 10),
            date(2025, 1, 26),
        )
    }
    assert list(days_of.values()) == [True, False, False, True, True, True]
    assert working_days(office(), 2026) == 248


@pytest.mark.finding("B9")
def test_days_off_stay_days_off_where_the_notice_was_loaded(tmp_path: Path):
    events = (
        day("20270101", "元旦（休）", "DTEND;VALUE=DATE:20270104"),
        day("20270110", "元旦 补班 第1天/共1天"),
    )
    after = merged(BEFORE, ical(tmp_path, *events))
    assert [d.day for d in of(after, 2027)] == [1, 2, 3, 10]
    assert [d.day for d in after.worked if d.year == 2027] == [10]
