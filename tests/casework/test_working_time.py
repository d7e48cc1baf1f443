"""工作时间: what holds of adding and measuring for any instant, any amount, any calendar."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework.policy.amounts import Amount
from casework.policy.calendar import WorkCalendar
from tests.casework.test_calendar import ALWAYS, BERLIN, WORK, hours

FEW = settings(max_examples=100, deadline=None)

instants = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)).map(
    lambda at: at.replace(tzinfo=UTC)
)
amounts = st.one_of(
    st.builds(Amount, st.integers(1, 3_000), st.just("min")),
    st.builds(Amount, st.integers(1, 300), st.just("h")),
    st.builds(Amount, st.integers(1, 60), st.just("wd")),
    st.builds(Amount, st.integers(1, 60), st.just("d")),
)


@given(instants, amounts, st.integers(-12 * 60, 14 * 60))
@FEW
def test_the_zone_of_whoever_asks_changes_no_deadline(start, amount, minutes):
    there = start.astimezone(timezone(timedelta(minutes=minutes)))
    assert WORK.due(there, amount) == WORK.due(start, amount)
    assert ALWAYS.worked(there, there + timedelta(hours=1)) == 3_600


@given(instants, amounts, st.sets(st.integers(0, 120), max_size=30))
@FEW
def test_a_holiday_only_ever_moves_a_deadline_later(start, amount, offsets):
    days = {start.date() + timedelta(days=n) for n in offsets} - set(WORK.fact.worked)
    closed = tuple(sorted({*WORK.fact.closed, *days}))
    with_holidays = WorkCalendar("work", 2, replace(WORK.fact, closed=closed))
    assert with_holidays.due(start, amount) >= WORK.due(start, amount)


@given(instants, amounts, st.sets(st.integers(0, 120), max_size=30))
@FEW
def test_a_day_worked_instead_never_moves_one_later(start, amount, offsets):
    days = {start.date() + timedelta(days=n) for n in offsets}
    worked = tuple(sorted({*WORK.fact.worked, *days}))
    with_work = WorkCalendar("work", 2, replace(WORK.fact, worked=worked))
    assert with_work.due(start, amount) <= WORK.due(start, amount)


CALENDARS = st.sampled_from([WORK, ALWAYS, BERLIN, hours(("22:00", "06:00"))])


@given(CALENDARS, instants, st.integers(0, 10_000_000))
@FEW
def test_what_is_added_is_what_was_worked(calendar, start, seconds):
    assert calendar.worked(start, calendar.add(start, seconds)) == seconds


@given(CALENDARS, instants, instants)
@FEW
def test_what_was_worked_is_added_by_its_end(calendar, start, end):
    assert calendar.add(start, calendar.worked(start, end)) <= max(start, end)


@given(CALENDARS, st.lists(instants, min_size=3, max_size=3))
@FEW
def test_stretches_add_up_to_the_second(calendar, three):
    a, b, end = sorted(three)
    assert calendar.worked(a, b) + calendar.worked(b, end) == calendar.worked(a, end)
    assert calendar.worked(end, a) == 0


@given(CALENDARS, instants, instants, amounts)
@FEW
def test_what_begins_later_is_due_no_earlier(calendar, one, other, amount):
    earlier, later = sorted((one, other))
    assert calendar.due(earlier, amount) <= calendar.due(later, amount)


@given(CALENDARS, instants, st.integers(0, 1_000_000), st.integers(0, 1_000_000))
@FEW
def test_more_time_is_due_no_earlier(calendar, start, less, more):
    assert calendar.add(start, less) <= calendar.add(start, less + more)


@given(CALENDARS, instants, amounts)
@FEW
def test_a_deadline_is_a_whole_second_and_lies_ahead(calendar, start, amount):
    found = calendar.due(start, amount)
    assert (found.microsecond, found.utcoffset()) == (0, timedelta(0))
    assert found > start - timedelta(seconds=1)
