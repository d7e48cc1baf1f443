"""How far each view is behind the log, in positions and in seconds."""

from collections.abc import Sequence

import msgspec
from psycopg import AsyncConnection
from psycopg.sql import Literal

from casework.sql import Statements, union
from projections.engine import place
from projections.engine.view import View

_SQL = Statements(__file__, version=place.VERSION)


class Lag(msgspec.Struct, frozen=True):
    """A view's distance from the log: positions, and the age of its oldest unfolded fact.

    One whose rows another version made counts as stopped: this program cannot answer from it.
    """

    position: int
    behind: int
    behind_seconds: float
    stopped: str | None


async def lags(conn: AsyncConnection, city: str, views: Sequence[View]) -> dict[str, Lag]:
    """Return the lag of each view, by name."""
    found: dict[str, Lag] = {}
    for view in views:
        query = _SQL.of("lag", schema=place.schema_of(city, view), city=city)
        row = await (await conn.execute(query)).fetchone()
        assert row is not None, "a view has one place"
        position, stopped, behind, version, seconds = row
        found[view.name] = Lag(
            position, behind, max(seconds, 0.0), stopped or _other(view, version)
        )
    return found


async def foreign(conn: AsyncConnection, city: str, views: Sequence[View]) -> str:
    """Return the name of the first view whose rows another version made; of none, nothing."""
    asked = (
        _SQL.of("version_of", view=Literal(view.name), schema=place.schema_of(city, view))
        for view in views
    )
    made: dict[str, int] = dict(await (await conn.execute(union(asked, every=True))).fetchall())
    return next((view.name for view in views if made.get(view.name) != view.version), "")


def _other(view: View, version: int) -> str | None:
    if version == view.version:
        return None
    return f"rows of version {version}, not {view.version}: run `casework migrate`"
