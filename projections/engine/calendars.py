"""日历: the calendars that facts were counted by, looked up by their tags as they are met.

"work/3" is the third fact of the stream `calendar/work` for ever, so whoever looks it up, and
whenever, finds the same: a fold that asks for it stays pure.
"""

from collections.abc import Callable

import psycopg
from psycopg.rows import tuple_row

from casework.errors import UnknownCalendar
from casework.policy.calendar import WorkCalendar
from casework.store.mapper import FactMapper

_MAPPER = FactMapper()


class Calendars:
    """Calendars by tag, each read from the log once."""

    def __init__(self, connect: Callable[[], psycopg.Connection], city: str) -> None:
        self._connect, self._city = connect, city
        self._known: dict[str, WorkCalendar] = {}

    def __call__(self, tag: str) -> WorkCalendar:
        """The calendar of that tag. Raises `UnknownCalendar`."""
        if tag not in self._known:
            self._known[tag] = self._read(tag)
        return self._known[tag]

    def _read(self, tag: str) -> WorkCalendar:
        name, _, version = tag.partition("/")
        statement = (
            f"SELECT notification_id, topic, state FROM {self._city}.events"
            " WHERE originator_id = %s AND originator_version = %s"
        )
        with self._connect() as conn, conn.cursor(row_factory=tuple_row, binary=True) as cursor:
            row = cursor.execute(statement, (f"calendar/{name}", int(version))).fetchone()
        if row is None:
            raise UnknownCalendar(tag=tag)
        recorded = _MAPPER.decode(f"calendar/{name}", int(version), *row)
        return WorkCalendar(name, int(version), recorded.fact)  # type: ignore[arg-type]
