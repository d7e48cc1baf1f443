"""城市状态: how long the log is, how far each view, which timers wait, what is in force."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import msgspec
from psycopg import AsyncConnection

from casework.policy.policies import Policies
from casework.sql import Statements
from casework.store.mapper import FactMapper
from projections import VIEWS
from projections.engine.lag import Lag, lags

_SQL = Statements(__file__)
_VERSIONS = {view.name: view.version for view in VIEWS}


class ViewStatus(Lag, frozen=True):
    """A view's distance from the log, and the version that its rows are to have."""

    version: int


class Timers(msgspec.Struct, frozen=True):
    """待响时钟: appeals whose clocks will ring; how many are due, and the oldest for how long."""

    waiting: int
    due: int
    due_seconds: float


class CityStatus(msgspec.Struct, frozen=True):
    """One city as of now. `in_force` has for each policy, calendar and key its version."""

    city: str
    version: str
    position: int
    views: Mapping[str, ViewStatus]
    timers: Timers
    database_bytes: int
    in_force: Mapping[str, str]


async def read(conn: AsyncConnection, city: str, in_force: Mapping[str, str]) -> CityStatus:
    """Return the status of a city."""
    found = await lags(conn, city, VIEWS)
    [(position, size)] = await _rows(conn, "log", city)
    [timers] = await _rows(conn, "timers", city)
    return CityStatus(
        city=city,
        version=version("casework"),
        position=position,
        views={name: with_version(name, lag) for name, lag in found.items()},
        timers=Timers(*timers),
        database_bytes=size,
        in_force=in_force,
    )


def with_version(name: str, lag: Lag) -> ViewStatus:
    """Return a view's lag, with the version that this program has of the view."""
    return ViewStatus(**msgspec.structs.asdict(lag), version=_VERSIONS.get(name, 0))


def in_force(policies: Policies, key: str) -> dict[str, str]:
    """Return the version of each policy that holds now, of each calendar, and which key seals."""
    now = datetime.now(UTC)
    catalogue = policies.catalogue(now)
    return {
        "key": key,
        "rules": str(policies.rules(now).version) if "policy/rules" in policies.versions else "-",
        **({"catalogue": str(catalogue.version)} if catalogue else {}),
        **{f"assessment/{p.id}": str(p.version) for p in policies.assessments(now)},
        **{
            f"calendar/{name}": str(policies.versions[f"calendar/{name}"])
            for name in sorted(policies.calendar_names())
        },
    }


async def in_force_by_log(conn: AsyncConnection, city: str) -> dict[str, str]:
    """Return what is in force, read from the log alone."""
    policies, mapper = Policies(), FactMapper()
    for row in await _rows(conn, "policies", city):
        policies.apply(mapper.decode(*row))
    keys = [key for (key,) in await _rows(conn, "master", city)]
    return in_force(policies, ", ".join(keys))


async def appeals(conn: AsyncConnection, city: str) -> dict[str, int]:
    """Return how many appeals are in each state."""
    return dict(await _rows(conn, "appeals", city))


async def _rows(conn: AsyncConnection, name: str, city: str) -> list[tuple[Any, ...]]:
    return await (await conn.execute(_SQL.of(name, city=city))).fetchall()
