"""One appeal from its facts: as it stands, as it stood."""

from datetime import datetime

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.appeal.appeal import Appeal
from casework.appeal.folding import fold
from casework.facts import Recorded
from casework.sql import Statements
from casework.store.mapper import FactMapper
from projections.tracking.fold import fold as tracked
from projections.tracking.rows import TrackingRow

_SQL = Statements(__file__)
_MAPPER = FactMapper()


async def facts_of(conn: AsyncConnection, city: str, appeal_no: str) -> list[Recorded]:
    """Return all facts of an appeal, oldest first; empty where there is none."""
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    found = await cursor.execute(_SQL.of("facts_of", city=city), (appeal_no,))
    return [_MAPPER.decode(*row) for row in await found.fetchall()]


def as_it_stood(
    facts: list[Recorded], *, at: datetime | None = None, version: int | None = None
) -> Appeal | None:
    """Return the appeal as of an instant or a version; None before its first fact.

    What another system recorded was known when it happened.
    """
    return fold(_known(facts, at, version))


def row_at(facts: list[Recorded], at: datetime) -> TrackingRow | None:
    """Return the row that tracking would have had of it at an instant, by the same facts."""
    row = None
    for recorded in _known(facts, at):
        row = tracked(row, recorded)
    return row


def _known(
    facts: list[Recorded], at: datetime | None, version: int | None = None
) -> list[Recorded]:
    return [
        f
        for f in facts
        if (at is None or f.envelope.known_at <= at) and (version is None or f.version <= version)
    ]
