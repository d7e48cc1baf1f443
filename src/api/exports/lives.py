"""Which lives leave in a file of events; each fact with its appeal before and after it."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
import psycopg

from casework.facts import Recorded
from projections.engine import log
from projections.tracking.fold import fold
from projections.tracking.rows import TrackingRow


class Lives(msgspec.Struct, frozen=True, kw_only=True):
    """The appeals collected in `[since, before)`, or read from one `system`: whole lives.

    `until` is the last position that counts. A life cut in two would seem to begin and to end where
    it does not, so the dates choose appeals, not facts.
    """

    until: int
    since: datetime | None = None
    before: datetime | None = None
    system: str | None = None

    def read(self, conn: psycopg.Connection, city: str) -> Iterator[list[Recorded]]:
        """Yield each life that is wanted, one after another by number."""
        return (life for life in log.lives(conn, city, self.until) if self.takes(life[0]))

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

    lives: int = 0
    events: int = 0

    def count(self, life: list[Recorded]) -> None:
        """Count one more life."""
        self.lives += 1
        self.events += len(life)


class Step(msgspec.Struct, frozen=True):
    """A fact, and its appeal before and after it as tracking shows it."""

    recorded: Recorded
    before: TrackingRow | None
    after: TrackingRow


def steps(life: list[Recorded]) -> Iterator[Step]:
    """Yield the steps of one life; tracking folds what is told, so the two cannot differ."""
    row: TrackingRow | None = None
    for recorded in life:
        after = fold(row, recorded)
        yield Step(recorded, row, after)
        row = after
