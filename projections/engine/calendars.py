"""日历: the calendars that facts were counted by, looked up by their tags as they are met.

"work/3" is the third fact of the stream `calendar/work` for ever, so whoever looks it up, and
whenever, finds the same: a fold that asks for it stays pure.
"""

from collections.abc import Callable

import psycopg

from casework.errors import UnknownCalendar
from casework.policy.calendar import WorkCalendar
from projections.engine import log


class Calendars:
    """Calendars by tag, each read from the log once."""

    def __init__(self, connect: Callable[[], psycopg.Connection], city: str) -> None:
        self._connect, self._city = connect, city
        self._known: dict[str, WorkCalendar] = {}

    def __call__(self, tag: str) -> WorkCalendar:
        """Return the calendar of that tag. Raise `UnknownCalendar`."""
        if tag not in self._known:
            self._known[tag] = self._read(tag)
        return self._known[tag]

    def _read(self, tag: str) -> WorkCalendar:
        name, _, version = tag.partition("/")
        with self._connect() as conn:
            recorded = log.one(conn, self._city, f"calendar/{name}", int(version))
        if recorded is None:
            raise UnknownCalendar(tag=tag)
        return WorkCalendar(name, int(version), recorded.fact)  # type: ignore[arg-type]
