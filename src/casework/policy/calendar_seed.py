"""The calendars that every city begins with; the holidays are those of `chinesecalendar`."""

from chinese_calendar import constants

from casework.policy.calendar_events import CalendarPublished, Season, Shift
from casework.time import CHINA

OFFICE_HOURS = (Shift("08:00", "12:00"), Shift("14:00", "18:00"))


def office() -> CalendarPublished:
    """Return 办公时间, Monday to Friday, with the holidays and the days worked instead (调休)."""
    closed, worked = sorted(constants.holidays), sorted(constants.workdays)
    years = [day.year for day in (*closed, *worked)]
    return CalendarPublished(
        zone=CHINA.key,
        weekdays=(1, 2, 3, 4, 5),
        seasons=(Season("01-01", OFFICE_HOURS),),
        closed=tuple(closed),
        worked=tuple(worked),
        first_year=min(years),
        last_year=max(years),
        source="国务院办公厅历年节假日安排通知（chinesecalendar 整理）",
    )


def round_the_clock() -> CalendarPublished:
    """Return 全天候, for water, power, gas and heat know no holiday."""
    return CalendarPublished(
        zone=CHINA.key,
        weekdays=(1, 2, 3, 4, 5, 6, 7),
        seasons=(Season("01-01", (Shift("00:00", "24:00"),)),),
        source="全天候",
    )
