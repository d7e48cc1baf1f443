"""Which histories leave in a file of events; each fact with its appeal before and after it."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
import psycopg

from casework.facts import Recorded
from projections.engine import log
from projections.tracking.fold import fold
from projections.tracking.rows import TrackingRow


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The appeals collected in `[since, before)`, or read from one `system`: whole histories.

    `until` is the last position that counts. A history cut in two would seem to begin and to
    end where it does not, so the dates choose appeals, not facts.
    """

    until: int
    since: datetime | None = None
    before: datetime | None = None
    system: str | None = None

    def read(self, conn: psycopg.Connection, city: str) -> Iterator[list[Recorded]]:
        """Yield each history that is wanted, one after another by number."""
        found = log.histories(conn, city, self.until)
        return (history for history in found if self.takes(history[0]))

    def takes(self, first: Recorded) -> bool:
        """Return whether the appeal that begins with this fact is wanted."""
        at, source = first.envelope.happened_at, first.envelope.source
        return (
            first.position <= self.until
            and (self.since is None or at >= self.since)
            and (self.before is None or at < self.before)
            and (self.system is None or (source is not None and source.system == self.system))
        )


class Written(msgspec.Struct):
    """How much a file holds."""

    appeals: int = 0
    events: int = 0

    def count(self, history: list[Recorded]) -> None:
        """Count one more history."""
        self.appeals += 1
        self.events += len(history)


class Step(msgspec.Struct, frozen=True):
    """A fact, and its appeal before and after it as tracking shows it."""

    recorded: Recorded
    before: TrackingRow | None
    after: TrackingRow


def steps(history: list[Recorded]) -> Iterator[Step]:
    """Yield the steps of one history; tracking folds what is written, so the two cannot differ."""
    row: TrackingRow | None = None
    for recorded in history:
        after = fold(row, recorded)
        yield Step(recorded, row, after)
        row = after
