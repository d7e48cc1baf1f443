"""One appeal from its facts: as it stands, as it stood."""

from datetime import datetime

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.appeal.appeal import Appeal
from casework.appeal.folding import fold
from casework.facts import Recorded
from casework.store.mapper import FactMapper
from projections.tracking.fold import fold as tracked
from projections.tracking.rows import TrackingRow

_MAPPER = FactMapper()


async def facts_of(conn: AsyncConnection, city: str, appeal_no: str) -> list[Recorded]:
    """All facts of an appeal, oldest first; empty where there is none."""
    statement = (
        "SELECT originator_version, notification_id, topic, state"
        f" FROM {city}.events WHERE originator_id = %s ORDER BY originator_version"
    )
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    rows = await (await cursor.execute(statement, (appeal_no,))).fetchall()
    return [_MAPPER.decode(appeal_no, v, p, topic, state) for v, p, topic, state in rows]


def as_it_stood(
    facts: list[Recorded], *, at: datetime | None = None, version: int | None = None
) -> Appeal | None:
    """The appeal after the facts known by an instant, or up to a version; None before the first.

    What another system recorded was known when it happened.
    """
    return fold(_known(facts, at, version))


def row_at(facts: list[Recorded], at: datetime) -> TrackingRow | None:
    """The row that tracking would have had of it at an instant, by the same facts."""
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
