"""Constants of time that every floor shares: the zone, the years in reach, the smallest steps."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

# No record of an appeal is older, and no time limit runs further.
FIRST_YEAR, LAST_YEAR = 1990, 2100

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MICROSECOND = timedelta(microseconds=1)  # what a stored instant can tell apart

# How far the clock of a sender may be ahead of ours.
CLOCK_SKEW = timedelta(minutes=5)


def iso_in_china(at: datetime) -> str:
    """Return an instant in Chinese time with its zone: 2026-11-20T09:10:00+08:00."""
    return at.astimezone(CHINA).isoformat()
