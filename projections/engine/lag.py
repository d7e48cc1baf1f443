"""How far each view is behind the log, in positions and in seconds."""

from collections.abc import Sequence
from typing import Any

import msgspec
from psycopg import AsyncConnection

from projections.engine.errors import NotMigrated
from projections.engine.place import schema_of
from projections.engine.view import View

_LAG = """
SELECT p.position, p.stopped, l.last - p.position,
       coalesce((to_jsonb(p) ->> 'version')::int, 0),
       coalesce(extract(epoch FROM clock_timestamp() - next.at::timestamptz), 0)::float8
  FROM {schema}.place p
 CROSS JOIN (SELECT coalesce(max(notification_id), 0) AS last FROM {city}.events) l
  LEFT JOIN LATERAL (
       SELECT convert_from(e.state, 'UTF8')::json #>> '{{envelope,recorded_at}}' AS at
         FROM {city}.events e WHERE e.notification_id = p.position + 1) next ON true
"""


_VERSION = "SELECT coalesce((to_jsonb(place) ->> 'version')::int, 0) FROM {schema}.place"


class Lag(msgspec.Struct, frozen=True):
    """A view's distance from the log: positions, and the age of its oldest unfolded fact.

    One whose rows another version made counts as stopped: this program cannot answer from it.
    """

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
        position, stopped, behind, version, seconds = row
        found[view.name] = Lag(
            position, behind, max(seconds, 0.0), stopped or _other(view, version)
        )
    return found


async def check(conn: AsyncConnection, city: str, views: Sequence[View]) -> None:
    """Raise `NotMigrated` for the first view whose rows another version made."""
    for view in views:
        query: Any = _VERSION.format(schema=schema_of(city, view))
        [version] = await (await conn.execute(query)).fetchone() or (0,)
        if version != view.version:
            raise NotMigrated(view=view.name)


def _other(view: View, version: int) -> str | None:
    if version == view.version:
        return None
    return f"rows of version {version}, not {view.version}: run `casework migrate`"
