"""周: whole ISO weeks by the clock of China."""

from datetime import datetime, time, timedelta

import msgspec

from casework.time import CHINA

_WEEK = timedelta(days=7)


class Weeks(msgspec.Struct, frozen=True):
    """Whole weeks from Monday to Monday; the last border begins the week that is running."""

    borders: tuple[datetime, ...]

    @property
    def names(self) -> list[str]:
        """Return the whole weeks by their ISO names, as 2026-W47, the earliest first."""
        return [_iso(monday) for monday in self.borders[:-1]]

    @property
    def running(self) -> str:
        """Return the name of the week that is not over."""
        return _iso(self.borders[-1])


def weeks_before(at: datetime, weeks: int) -> Weeks:
    """Return so many whole weeks, the last of which was over at that instant."""
    local = at.astimezone(CHINA)
    monday = local.date() - timedelta(days=local.weekday())
    running = datetime.combine(monday, time(0), CHINA)
    return Weeks(tuple(running - _WEEK * n for n in range(weeks, -1, -1)))


def _iso(monday: datetime) -> str:
    year, week, _ = monday.astimezone(CHINA).isocalendar()
    return f"{year}-W{week:02}"
