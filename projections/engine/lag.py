"""How far each view is behind the log, in positions and in seconds."""

from collections.abc import Sequence
from typing import Any

import msgspec
from psycopg import AsyncConnection

from projections.engine.place import schema_of
from projections.engine.view import View

_LAG = """
SELECT p.position, p.stopped, l.last - p.position,
       coalesce(extract(epoch FROM clock_timestamp() - next.at::timestamptz), 0)::float8
  FROM {schema}.place p
 CROSS JOIN (SELECT coalesce(max(notification_id), 0) AS last FROM {city}.events) l
  LEFT JOIN LATERAL (
       SELECT convert_from(e.state, 'UTF8')::json #>> '{{envelope,recorded_at}}' AS at
         FROM {city}.events e WHERE e.notification_id = p.position + 1) next ON true
"""


class Lag(msgspec.Struct, frozen=True):
    """A view's distance from the log: positions, and the age of its oldest unfolded fact."""

    position: int
    behind: int
    behind_seconds: float
    stopped: str | None


async def lags(conn: AsyncConnection, city: str, views: Sequence[View]) -> dict[str, Lag]:
    """The lag of each view, by name."""
    found: dict[str, Lag] = {}
    for view in views:
        query: Any = _LAG.format(schema=schema_of(city, view), city=city)
        row = await (await conn.execute(query)).fetchone()
        assert row is not None, "a view has one place"
        found[view.name] = Lag(row[0], row[2], max(row[3], 0.0), row[1])
    return found
