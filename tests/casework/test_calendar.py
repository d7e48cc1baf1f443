"""工作日历: what an open second is, and when an amount of them is used up (DOMAIN 6.2 and 16)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from casework.policy.amounts import Amount
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.policy.calendar_seed import office, round_the_clock
from tests import examples as x
from tests.examples import c, china

WORK = WorkCalendar("work", 1, office())
ALWAYS = WorkCalendar("24x7", 1, round_the_clock())
BERLIN = WorkCalendar("berlin", 1, replace(round_the_clock(), zone="Europe/Berlin"))
MONDAY = china(11, 23, 9)
CLOSED_DAYS = ((2, 16), (2, 17), (2, 18), (2, 19), (2, 20), (2, 21), (2, 22), (2, 23))


def hours(*shifts: tuple[str, str], weekdays=(1, 2, 3, 4, 5), zone="Asia/Shanghai"):
    """A calendar of these shifts, without holidays."""
    season = Season("01-01", tuple(Shift(*each) for each in shifts))
    fact = CalendarPublished(zone=zone, weekdays=weekdays, seasons=(season,))
    return WorkCalendar("own", 1, fact)


def due(start: datetime, text: str, calendar: WorkCalendar = WORK) -> datetime:
    return calendar.due(start, Amount.parse(text))


def berlin(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


def test_t1_four_working_hours_go_over_the_weekend():
    assert due(china(11, 20, 17, 30), "4 h") == china(11, 23, 11, 30)


def test_t2_five_working_days_are_counted_from_the_next_one():
    assert due(china(11, 23, 9, 10), "5 wd") == china(11, 30)


def test_t3_two_hours_round_the_clock_go_over_midnight():
    assert due(china(11, 20, 23, 50), "2 h", ALWAYS) == china(11, 21, 1, 50)


def test_t1_to_t3_are_what_the_commands_write_on_the_order():
    friday = china(11, 20, 17, 30)
    assert x.nothing().when(x.collect(), at=friday).decide()[0].limits[0].due == china(
        11, 23, 11, 30
    )
    at = china(11, 23, 9, 10)
    assert x.given(x.collected()).when(x.dispatch(), at=at).after().deadline == china(11, 30)
    night = x.given((x.collected(urgency="critical"), friday))
    assert night.when(x.dispatch(), at=china(11, 20, 23, 50)).after().deadline == china(
        11, 21, 1, 50
    )


def test_t4_what_was_left_when_it_was_suspended_is_given_back():
    halt, on = china(11, 25, 10), china(12, 4, 10)
    life = x.given(x.collected()).when(x.dispatch(), at=china(11, 23, 9, 10)).lived()
    life = life.when(x.acknowledge(), by=x.unit(), at=china(11, 23, 10)).lived()
    ask = x.ask(c.RequestSuspension, until=on, reason="等待配件")
    life = life.when(ask, by=x.unit_head(), at=halt).lived()
    decide = x.ask(c.DecideSuspension, decision="accept", reason="同意")
    life = life.when(decide, by=x.duty_leader(), at=halt).lived()
    life = life.when(decide, by=x.supervisor(), at=halt).lived()
    resumed = life.when(x.ask(c.ResumeAppeal), by=x.timekeeper(), at=on).after()
    assert resumed.deadline == china(12, 9)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),
        *((date(2026, month, day), False) for month, day in CLOSED_DAYS),
        (date(2026, 2, 24), True),
        (date(2026, 5, 9), True),
        (date(2026, 10, 10), True),
        (date(2025, 1, 26), True),
        (date(2026, 11, 21), False),
    ],
)
def test_holidays_are_closed_and_the_days_instead_are_worked(day, works):  # DOMAIN 16
    assert WORK.is_working_day(day) is works


def test_2026_has_248_working_days():  # DOMAIN 16
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    assert sum(map(WORK.is_working_day, days)) == 248


def test_a_day_worked_instead_counts_like_any_other():
    assert due(china(2, 13, 17), "2 h") == china(2, 14, 9)
    assert due(china(2, 13, 9), "1 wd") == china(2, 14)
    assert due(china(2, 14, 9), "1 wd") == china(2, 24)


def test_time_is_used_up_at_closing_not_at_the_next_opening():
    assert due(china(11, 23, 11), "1 h") == china(11, 23, 12)
    assert due(china(11, 23, 17), "1 h") == china(11, 23, 18)
    assert due(china(11, 27, 8), "8 h") == china(11, 27)


def test_what_begins_while_it_is_closed_begins_at_the_next_opening():
    for start in (china(11, 20), china(11, 21, 3), china(11, 22, 23, 59), china(11, 23, 8)):
        assert due(start, "1 h") == china(11, 23, 9)
    assert due(china(11, 23, 13), "1 h") == china(11, 23, 15)


def test_a_split_shift_has_a_pause():
    assert WORK.worked(china(11, 23, 11), china(11, 23, 15)) == 2 * 3_600
    assert [WORK.is_open(china(11, 23, h)) for h in (7, 8, 11, 12, 13, 14, 17, 18)] == [
        False,
        True,
        True,
        False,
        False,
        True,
        True,
        False,
    ]


def test_round_the_clock_has_no_hole_of_a_minute_even_where_clocks_are_changed():
    for calendar, day in (
        (ALWAYS, berlin(11, 20, 12)),
        (BERLIN, berlin(3, 28, 12)),
        (BERLIN, berlin(10, 24, 12)),
        (BERLIN, berlin(12, 31, 12)),
    ):
        start = day.astimezone(UTC)
        assert all(calendar.is_open(start + timedelta(minutes=n)) for n in range(2 * 1_440))
        assert all(calendar.is_open(start + timedelta(seconds=n)) for n in range(43_000, 43_300))
        assert calendar.worked(start, start + timedelta(days=2)) == 2 * 86_400


@pytest.mark.parametrize(("month", "day", "length"), [(3, 29, 23), (10, 25, 25), (11, 23, 24)])
def test_a_day_on_which_clocks_are_changed_is_as_long_as_it_is(month, day, length):
    begins = berlin(month, day, 0)
    ends = berlin(month, day, 0) + timedelta(days=1)  # wall time: the next midnight
    assert BERLIN.worked(begins, ends) == length * 3_600


def test_a_night_shift_over_the_change_of_clocks_is_as_long_as_it_is():
    nights = hours(("22:00", "06:00"), weekdays=(1, 2, 3, 4, 5, 6, 7), zone="Europe/Berlin")
    spring, autumn = berlin(3, 28, 20), berlin(10, 24, 20)
    assert nights.worked(spring, berlin(3, 29, 12)) == 7 * 3_600
    assert nights.worked(autumn, berlin(10, 25, 12)) == 9 * 3_600
    assert nights.worked(berlin(11, 22, 20), berlin(11, 23, 12)) == 8 * 3_600


def test_a_calendar_of_a_zone_where_midnight_is_skipped_has_no_hole():
    cairo = WorkCalendar("cairo", 1, replace(round_the_clock(), zone="Africa/Cairo"))
    start = datetime(2026, 4, 22, tzinfo=UTC)
    assert cairo.worked(start, start + timedelta(days=5)) == 5 * 86_400


def test_hours_may_begin_at_midnight():
    early = hours(("00:00", "08:00"))
    midnight = china(11, 23, 0)
    assert early.is_open(midnight)
    assert not early.is_open(midnight - timedelta(seconds=1))
    assert due(china(11, 22, 23, 59), "1 h", early) == due(midnight, "1 h", early)
    assert due(midnight, "1 h", early) == china(11, 23, 1)


def test_a_night_shift_goes_on_over_midnight():
    nights = hours(("22:00", "06:00"))
    assert nights.is_open(china(11, 24, 3))
    assert due(china(11, 23, 23), "8 h", nights) == china(11, 24, 23)
    assert due(china(11, 27, 23), "8 h", nights) == china(11, 30, 23)  # Friday's ends on Saturday
    assert due(china(11, 23, 12), "1 wd", nights) == china(11, 25, 6)


def test_a_night_shift_into_the_new_year_is_laid_out():
    nights = hours(("22:00", "06:00"), weekdays=(1, 2, 3, 4, 5, 6, 7), zone="America/New_York")
    midnight = datetime(2026, 1, 1, 5, tzinfo=UTC)  # in New York
    assert nights.worked(midnight, midnight + timedelta(hours=12)) == 6 * 3_600


def test_hours_of_the_season_hold_from_its_day_until_the_next():
    winter, summer = (Shift("08:00", "12:00"),), (Shift("09:00", "13:00"),)
    seasons = (Season("10-01", winter), Season("05-01", summer))
    fact = CalendarPublished(zone="Asia/Shanghai", weekdays=(1, 2, 3, 4, 5), seasons=seasons)
    calendar = WorkCalendar("own", 1, fact)
    opened = {
        day: calendar.is_open(china(*day, 8)) for day in ((1, 5), (4, 30), (5, 1), (9, 30), (10, 1))
    }
    assert list(opened.values()) == [True, True, False, False, True]


@pytest.mark.parametrize("days", [26, 40, 366])
def test_a_period_of_more_than_25_days_is_as_long_as_it_says(days):
    assert due(MONDAY, f"{days} d") == MONDAY + timedelta(days=days)
    assert due(MONDAY, f"{days * 24} h", ALWAYS) == MONDAY + timedelta(days=days)


@pytest.mark.parametrize("number", [1, 7, 30, 60, 248, 400])
def test_many_working_days_are_as_many_as_one_counts_by_hand(number):
    day, left = date(2026, 1, 5), number
    while left:
        day += timedelta(days=1)
        left -= WORK.is_working_day(day)
    assert due(china(1, 5, 9), f"{number} wd") == china(day.month, day.day, year=day.year)


@pytest.mark.parametrize("step", [25, 49, 100])
def test_a_step_of_more_than_a_day_loses_nothing(step):
    assert due(MONDAY, f"{step} h", ALWAYS) == MONDAY + timedelta(hours=step)
    assert ALWAYS.worked(MONDAY, MONDAY + timedelta(hours=step)) == step * 3_600


def test_past_the_last_published_year_it_is_provisional():
    assert not WORK.is_provisional(china(12, 31, 23, 59))
    assert WORK.is_provisional(china(1, 1, 0, year=2027))
    assert not ALWAYS.is_provisional(china(1, 1, 0, year=2099))


def test_past_it_the_weekdays_are_counted():
    assert WORK.due(china(12, 31, 9), Amount(2, "wd")) == china(1, 4, year=2027)


@pytest.mark.parametrize("year", [1, 1000, 2099, 2101, 9999])
def test_the_ends_of_time_are_asked_for_in_vain_and_spoil_nothing(year):
    """Asked for the year 9999, a calendar once laid out 8,000 years, and failed ever after."""
    calendar = WorkCalendar("work", 1, office())
    there = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert calendar.worked(*sorted((there, MONDAY))) >= 0
    assert not calendar.is_open(there)
    assert due(china(11, 23, 9, 10), "5 wd", calendar) == china(11, 30)


def test_time_beyond_its_years_does_not_count():
    last = datetime(2100, 12, 31, 10, tzinfo=UTC)
    assert WORK.worked(last, datetime(9999, 1, 1, tzinfo=UTC)) == 0
    with pytest.raises(OverflowError, match="ends with the year 2100"):
        WORK.add(last, 1)


def test_it_can_be_asked_by_many_at_once():
    """Who reads an appeal's clocks does so beside the desk that computes deadlines."""
    calendar = WorkCalendar("work", 1, office())
    starts = [datetime(2000 + n % 60, 6, 1, tzinfo=UTC) for n in range(400)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda at: calendar.due(at, Amount(5, "wd")), starts))
    assert found == [WORK.due(at, Amount(5, "wd")) for at in starts]
