"""A shift on the night when the clocks of its zone are changed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_events import CalendarPublished, Season, Shift

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(("month", "day", "minutes"), [(3, 29, 0), (3, 30, 30), (11, 22, 30)])
def test_a_shift_in_the_hour_that_is_skipped_is_not_worked_that_night(month, day, minutes):
    season = Season("01-01", (Shift("02:30", "03:00"),))
    fact = CalendarPublished(zone=BERLIN.key, weekdays=(1, 2, 3, 4, 5, 6, 7), seasons=(season,))
    midnight = datetime(2026, month, day, tzinfo=BERLIN)
    worked = WorkCalendar("early", 1, fact).worked(midnight, midnight + timedelta(hours=22))
    assert worked == minutes * 60
