"""The facts of a working calendar (工作日历). One stream a calendar: `calendar/work`."""

from datetime import date

import msgspec

from casework.facts import Fact


class Shift(msgspec.Struct, frozen=True, gc=False):
    """班次: open from one time of day to another, as "08:00" and "12:00"; "24:00" is midnight.

    One that ends before it begins goes on into the next day.
    """

    opens: str
    closes: str


class Season(msgspec.Struct, frozen=True, gc=False):
    """作息时段: the shifts from this day of the year ("05-01") until the next season begins."""

    begins: str
    shifts: tuple[Shift, ...]


class CalendarPublished(Fact, frozen=True, kw_only=True):
    """公布日历: the whole of a calendar as known now; an earlier version stays what it was.

    `weekdays` are worked (1 is Monday) but for `closed`; days `worked` instead (调休) are worked
    whatever day they are. Holidays are known from `first_year` to `last_year`; without years there
    are none to be known, as round the clock.
    """

    TOPIC = "calendar.published"

    zone: str
    weekdays: tuple[int, ...]
    seasons: tuple[Season, ...]
    closed: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""


FACTS: tuple[type[Fact], ...] = (CalendarPublished,)
