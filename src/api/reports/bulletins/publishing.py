"""发布: made from the view as it stands, compared with the version before, sent."""

from datetime import UTC, datetime

from psycopg import AsyncConnection

from api.reports.bulletins.making import make
from casework.application import Casework
from casework.bulletin.bulletins import stream_of
from casework.bulletin.events import BulletinPublished
from casework.bulletin.publish import PublishBulletin
from casework.facts import Recorded
from casework.policy.periods import period_of
from casework.sql import schema_of
from projections.accountability.figures.query import FigureQuery
from projections.appeal_history.queries import facts_of


async def prepared(
    conn: AsyncConnection, casework: Casework, *, period: str, policy: str, reason: str | None
) -> PublishBulletin:
    """Make the command that publishes the period under the policy that holds now."""
    now, city = datetime.now(UTC), casework.settings.city
    held = casework.policies.assessment(policy, now)
    span = period_of(period, held.period, now=now)
    latest = casework.bulletins.latest(stream_of(held.id, span.label))
    before = await version_of(conn, city, latest.stream, latest.version) if latest else None
    query = FigureQuery(schema=schema_of(city, "accountability"), at=now, policy=held, period=span)
    made = await make(conn, city, query, casework.directory, before, reason)
    return PublishBulletin(bulletin=made, replaces=latest.version if latest else 0)


async def version_of(
    conn: AsyncConnection, city: str, stream: str, version: int | None = None
) -> Recorded | None:
    """Return one version of a bulletin, the newest unless another is named; None where there is
    none."""
    facts = [f for f in await facts_of(conn, city, stream) if version in (None, f.version)]
    return facts[-1] if facts and isinstance(facts[-1].fact, BulletinPublished) else None
