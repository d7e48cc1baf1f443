"""守护: the process that lets the clock and the standing orders work, until it is told to stop."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import psycopg
import structlog

from api.automation.standing_orders import carry_out
from api.automation.timekeeper import tick
from casework.application import Casework
from casework.errors import StoreUnavailable
from casework.sql import Statements
from projections import VIEWS
from projections.agenda import DUE
from projections.engine import place
from projections.engine.runner import Runner
from projections.tracking import TRACKING

IDLE_SECONDS = 1.0
AWAY_SECONDS = 0.5
_VIEWS = (DUE, TRACKING)
_SQL = Statements(__file__)

log = structlog.get_logger()


class Keeper:
    """Ticks on one connection; what came of a tick is waited for before the next."""

    def __init__(
        self,
        casework: Casework,
        connect: Callable[[], psycopg.Connection],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._casework, self._connect, self._clock = casework, connect, clock

    def run(self, stop: threading.Event) -> None:
        """Keep time until stopped; a database that is away is waited for."""
        while not stop.is_set():
            try:
                with self._connect() as conn:
                    self._keep(conn, stop)
            except (psycopg.OperationalError, StoreUnavailable) as error:
                log.warning("store.away", cause=str(error)[:200])
                stop.wait(AWAY_SECONDS)

    def once(self, conn: psycopg.Connection) -> int:
        """Tick once and look at the standing orders; return the last position that came of it.

        Raise `NotMigrated` where another version has made the rows of a view that it reads.
        """
        for view in _VIEWS:
            place.require(conn, place.schema_of(self._casework.settings.city, view), view)
        self._casework.refresh()
        told = tick(self._casework, conn, self._clock())
        return max(told, carry_out(self._casework, conn))

    def catch_up(self) -> None:
        """Tell and do all that is due by now, with the views folded in between."""
        runner = Runner(self._connect, self._casework.settings.city, VIEWS)
        with self._connect() as conn:
            _fold(runner, conn)
            while self.once(conn):
                _fold(runner, conn)

    def _keep(self, conn: psycopg.Connection, stop: threading.Event) -> None:
        while not stop.is_set():
            position = self.once(conn)
            while position and not stop.is_set() and not self._reached(conn, position):
                stop.wait(0.02)
            stop.wait(0 if position else IDLE_SECONDS)

    def _reached(self, conn: psycopg.Connection, position: int) -> bool:
        """Return whether the views that it reads know of it."""
        city = self._casework.settings.city
        asked = (_SQL.of("reached", schema=place.schema_of(city, view)) for view in _VIEWS)
        places = [conn.execute(query, (position,)).fetchone() for query in asked]
        return all(row is not None and row[0] for row in places)


def _fold(runner: Runner, conn: psycopg.Connection) -> None:
    while runner.advance(conn):
        pass
