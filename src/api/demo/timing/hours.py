"""When do people work and answer the phone? Instants come and go as aware UTC.

Working time is that of the service's own calendars, with holidays and the days worked instead.
"""

from datetime import UTC, datetime, time, timedelta, timezone
from functools import cache

from casework.policy.amounts import Amount
from casework.policy.calendar import OFFICE, ROUND_THE_CLOCK, WorkCalendar
from casework.policy.calendar_seed import office, round_the_clock

LOCAL = timezone(timedelta(hours=8), "Asia/Shanghai")
AWAKE_FROM, AWAKE_TO = time(7), time(21)


@cache
def calendar(name: str) -> WorkCalendar:
    """Return a calendar as a new city publishes it."""
    facts = {OFFICE: office, ROUND_THE_CLOCK: round_the_clock}
    return WorkCalendar(name, 1, facts[name]())


def after_office(at: datetime, minutes: float) -> datetime:
    """Return the instant that many working minutes later."""
    return calendar(OFFICE).add(at, round(minutes * 60))


def due(at: datetime, working_days: int) -> datetime:
    """Return the end of the last working day, counting from the next one."""
    return calendar(OFFICE).due(at, Amount(working_days, "wd"))


def by_day(at: datetime) -> datetime:
    """Return the same instant by day, else the next morning at seven, keeping the minutes."""
    here = at.astimezone(LOCAL)
    if AWAKE_FROM <= here.time() < AWAKE_TO:
        return at
    days = 1 if here.time() >= AWAKE_TO else 0
    morning = datetime.combine(here + timedelta(days=days), AWAKE_FROM, LOCAL)
    return (morning + timedelta(minutes=here.minute, seconds=here.second)).astimezone(UTC)


def later(at: datetime, minutes: float) -> datetime:
    """Return the instant that many minutes later by the wall clock, in whole seconds."""
    return at + timedelta(seconds=round(minutes * 60))
