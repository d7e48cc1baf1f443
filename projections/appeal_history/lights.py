"""亮灯: what a unit has in hand at an instant, by the light of each order's handling clock."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from casework.appeal.clocks import Clock
from casework.policy.policies import Policies
from casework.sql import Statements
from projections.agenda.fold import decode
from projections.appeal_history.clocks import Light, read

LIGHTS = tuple(light for light in get_args(Light) if light != "none")
_SQL = Statements(__file__)


async def lights_of(
    conn: AsyncConnection, tracking: str, due: str, unit: str, at: datetime, policies: Policies
) -> dict[str, int]:
    """Return how many orders of a unit show which light, as lead and as helper; grey is 挂账.

    `tracking` and `due` are the schemas that hold those views, both as of one moment.
    """
    cursor = conn.cursor(row_factory=tuple_row, binary=True)
    statement = _SQL.of("in_hand", tracking=tracking, due=due)
    rows = await (await cursor.execute(statement, {"unit": unit}, prepare=False)).fetchall()
    found = Counter(
        read(clock, at, policies).light
        for leads, clocks in rows
        for clock in _own(decode(clocks), unit, bool(leads))
    )
    return {light: found[light] for light in LIGHTS}


def _own(clocks: tuple[Clock, ...], unit: str, leads: bool) -> Iterator[Clock]:
    """Yield the clocks of what a unit has still to do."""
    for clock in clocks:
        own = leads if clock.name == "handling" else clock.name == "co_handling"
        if own and clock.stopped_at is None and clock.unit in (None, unit):
            yield clock
