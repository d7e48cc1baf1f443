"""The calendars that every city begins with."""

from datetime import date

from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_events import CalendarPublished, Shift
from casework.policy.calendar_seed import office, round_the_clock
from casework.policy.commands import PublishCalendar
from tests.examples import caller, knowing, nothing


def test_the_office_knows_every_year_from_2004_to_the_last_one_published():
    fact = office()
    assert (fact.first_year, fact.last_year, fact.zone) == (2004, 2026, "Asia/Shanghai")
    assert date(2026, 10, 1) in fact.closed
    assert date(2026, 10, 10) in fact.worked


def test_no_day_is_both_closed_and_worked_and_each_stands_once():
    closed, worked = office().closed, office().worked
    assert not set(closed) & set(worked)
    assert list(closed) == sorted(set(closed))
    assert list(worked) == sorted(set(worked))


def test_what_is_worked_instead_is_a_weekend_and_every_year_has_holidays():
    assert {day.isoweekday() for day in office().worked} == {6, 7}
    assert {day.year for day in office().closed} == set(range(2004, 2027))


def test_office_hours_are_those_of_the_domain():  # DOMAIN 6.2
    [season] = office().seasons
    assert season.shifts == (Shift("08:00", "12:00"), Shift("14:00", "18:00"))


def test_round_the_clock_knows_no_holiday_and_no_last_year():
    calendar = WorkCalendar("24x7", 1, round_the_clock())
    assert all(calendar.is_working_day(date(2026, 10, day)) for day in range(1, 8))
    assert calendar.known_until is None


def test_both_are_in_order_as_they_are():
    for name, fact in (("a", office()), ("b", round_the_clock())):
        command = PublishCalendar(name=name, calendar=fact)
        nothing().when(command, by=caller("admin"), known=knowing()).then(CalendarPublished)
