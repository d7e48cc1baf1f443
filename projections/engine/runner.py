"""跟踪: keeps all views at the end of the log, polling by position; one page serves every view."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import psycopg
import structlog

from casework.errors import UnreadableFact
from casework.facts import Recorded
from casework.runtime import metrics
from projections.engine import log as facts_log
from projections.engine import place
from projections.engine.calendars import Calendars
from projections.engine.errors import Fenced, ViewStopped
from projections.engine.folding import step
from projections.engine.view import View

BUSY_SECONDS = 0.02
IDLE_SECONDS = 0.25
AWAY_SECONDS = 0.5

log = structlog.get_logger()


class Runner:
    """Follows the log for some views on one connection until told to stop."""

    def __init__(
        self,
        connect: Callable[[], psycopg.Connection],
        city: str,
        views: Sequence[View],
        page: int = facts_log.PAGE,
    ) -> None:
        self._connect, self._city, self._page = connect, city, page
        calendars = Calendars(connect, city)
        self._views = {view.name: view.with_calendars(calendars) for view in views}
        self._at: dict[str, int] = {}

    def run(self, stop: threading.Event) -> None:
        """Follow until stopped; a database that is away is waited for."""
        while not stop.is_set():
            try:
                with self._connect() as conn:
                    self._follow(conn, stop)
            except psycopg.OperationalError as error:
                log.warning("store.away", cause=str(error)[:200])
                stop.wait(AWAY_SECONDS)

    def _follow(self, conn: psycopg.Connection, stop: threading.Event) -> None:
        self._at.clear()
        pause = BUSY_SECONDS
        while not stop.is_set():
            moved = self.advance(conn)
            pause = BUSY_SECONDS if moved else min(pause * 1.25, IDLE_SECONDS)
            stop.wait(0 if moved == self._page else pause)

    def advance(self, conn: psycopg.Connection) -> int:
        """Fold the next page into every view that has not had it; gives the number of facts."""
        for name in self._views.keys() - self._at.keys():
            self._begin(conn, self._views[name])
        if not self._at:
            return 0
        try:
            page = facts_log.page(conn, self._city, min(self._at.values()), self._page)
        except UnreadableFact as error:
            self._stop_all(conn, error)
            return 0
        for name in list(self._at):
            self._move(conn, self._views[name], page)
        return len(page)

    def _begin(self, conn: psycopg.Connection, view: View) -> None:
        """Take up a view where it is; one that another version has made is that version's."""
        found = place.read(conn, place.schema_of(self._city, view), view)
        if found.version == view.version:
            self._at[view.name] = found.position
            return
        log.error("view.foreign", view=view.name, version=view.version, found=found.version)
        del self._views[view.name]

    def _move(self, conn: psycopg.Connection, view: View, page: Sequence[Recorded]) -> None:
        start = self._at[view.name]
        mine = [fact for fact in page if fact.position > start]
        if not mine:
            return
        schema = place.schema_of(self._city, view)
        try:
            self._at[view.name] = step(conn, schema, view, start, mine)
            log.debug("view.moved", view=view.name, position=self._at[view.name], facts=len(mine))
            _observe_lag(view, mine[0])
        except Fenced:
            log.info("view.fenced", view=view.name, position=start)
            del self._at[view.name]
        except ViewStopped as error:
            self._stop(conn, view, str(error))

    def _stop(self, conn: psycopg.Connection, view: View, reason: str) -> None:
        """Stop this view, loudly, until a restart; the others go on."""
        log.error("view.stopped", view=view.name, reason=reason)
        place.stop(conn, place.schema_of(self._city, view), reason)
        del self._views[view.name], self._at[view.name]

    def _stop_all(self, conn: psycopg.Connection, error: UnreadableFact) -> None:
        for view in list(self._views.values()):
            self._stop(conn, view, str(error))


def _observe_lag(view: View, oldest: Recorded) -> None:
    """Count how long the oldest fact of a page had waited to be seen in a view."""
    waited = (datetime.now(UTC) - oldest.envelope.recorded_at).total_seconds()
    metrics.VIEW_LAG_SECONDS.labels(view.name).observe(max(waited, 0.0))
