"""When do people work and answer the phone? Instants come and go as aware UTC."""

from datetime import UTC, datetime, time, timedelta, timezone

LOCAL = timezone(timedelta(hours=8), "Asia/Shanghai")
OFFICE = ((time(8), time(12)), (time(14), time(18)))
DAY_ENDS = time(18)
AWAKE_FROM, AWAKE_TO = time(7), time(21)
FRIDAY = 4


def after_office(at: datetime, minutes: float) -> datetime:
    """The instant that many working minutes later; public holidays are not known here."""
    left = timedelta(minutes=minutes)
    here = at.astimezone(LOCAL)
    while True:
        for opens, closes in OFFICE if here.weekday() <= FRIDAY else ():
            start = max(here, datetime.combine(here, opens, LOCAL))
            end = datetime.combine(here, closes, LOCAL)
            if start < end and left < end - start:
                return (start + left).astimezone(UTC)
            left -= max(end - start, timedelta())
        here = datetime.combine(here + timedelta(days=1), time(), LOCAL)


def awake(at: datetime) -> datetime:
    """The same instant by day, else the next morning at seven, keeping the minutes."""
    here = at.astimezone(LOCAL)
    if AWAKE_FROM <= here.time() < AWAKE_TO:
        return at
    days = 1 if here.time() >= AWAKE_TO else 0
    morning = datetime.combine(here + timedelta(days=days), AWAKE_FROM, LOCAL)
    return (morning + timedelta(minutes=here.minute, seconds=here.second)).astimezone(UTC)


def due(at: datetime, working_days: int) -> datetime:
    """The end of the last working day, counting from the next one."""
    day = at.astimezone(LOCAL)
    while working_days:
        day += timedelta(days=1)
        working_days -= day.weekday() <= FRIDAY
    return datetime.combine(day, DAY_ENDS, LOCAL).astimezone(UTC)


def later(at: datetime, minutes: float) -> datetime:
    """The instant that many minutes later by the wall clock, in whole seconds."""
    return at + timedelta(seconds=round(minutes * 60))
