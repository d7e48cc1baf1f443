"""往日: views, directory and policies as they were at a moment, for the readers of one process."""

import asyncio
from datetime import UTC, datetime
from functools import lru_cache

import psycopg
from psycopg_pool import AsyncConnectionPool

from api.http.as_of.moments import EffectiveAt, resolve, settling_time
from api.http.as_of.replaying import Replays
from casework.reference import Reference
from casework.runtime.database import Database
from projections.engine import log, past
from projections.engine.past import Moment
from projections.engine.place import schema_of
from projections.engine.view import View

AT_ONCE = 2
_MOMENTS, _REFERENCES = 256, 4

ASSESSMENTS = "policy/assessment/"


class Snapshots:
    """The past of one city. What was asked for once is kept: a moment of it never changes."""

    def __init__(self, database: Database, city: str, pool: AsyncConnectionPool) -> None:
        self._database, self._city, self._pool = database, city, pool
        self._replays = Replays(database, city)
        self._making: dict[str, asyncio.Task[None]] = {}
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._resolved = lru_cache(_MOMENTS)(self._resolve)
        self._last_reference = lru_cache(_MOMENTS)(self._reference_position)
        self._references = lru_cache(_REFERENCES)(self._reference)

    async def resolve(self, as_of: str | None, happened_by: str | None) -> EffectiveAt:
        """Return what two texts ask for. Raises a refusal."""
        now = datetime.now(UTC)
        if as_of is None and happened_by is None:
            return EffectiveAt(now)
        if wait := settling_time(as_of, now):
            await asyncio.sleep(wait.total_seconds())
        find = self._resolve if as_of is None else self._resolved
        return await asyncio.to_thread(find, as_of, happened_by)

    async def schema(self, view: View, moment: Moment | None) -> str:
        """Return the schema that holds a view: the live one, or one that is made now."""
        if moment is None:
            return schema_of(self._city, view)
        name = past.generation(self._city, view, moment)
        async with self._pool.connection() as conn:
            if await past.is_there(conn, self._city, name):
                return name
        await asyncio.shield(self._made(name, view, moment))
        return name

    async def reference(self, position: int) -> Reference:
        """Return directory and policies as they were known at a position."""
        last = await asyncio.to_thread(self._last_reference, position)
        return await asyncio.to_thread(self._references, last)

    def close(self) -> None:
        """End what is being made."""
        self._replays.stop()

    def _made(self, name: str, view: View, moment: Moment) -> asyncio.Task[None]:
        """Return the task that makes a generation: one, however many ask for it."""
        if name not in self._making:
            task = self._making[name] = asyncio.create_task(self._make(view, moment))
            task.add_done_callback(lambda done: self._forget(name, done))
        return self._making[name]

    async def _make(self, view: View, moment: Moment) -> None:
        async with self._turn:
            await asyncio.to_thread(self._replays.run, view.name, moment)

    def _forget(self, name: str, done: asyncio.Task[None]) -> None:
        del self._making[name]
        if not done.cancelled():
            done.exception()  # raised where somebody still waits; nobody else needs it

    def _resolve(self, as_of: str | None, happened_by: str | None) -> EffectiveAt:
        with self._database.connect() as conn:
            return resolve(conn, self._city, as_of, happened_by, datetime.now(UTC))

    def _reference_position(self, position: int) -> int:
        with self._database.connect() as conn:
            return log.last_reference(conn, self._city, position)

    def _reference(self, position: int) -> Reference:
        with self._database.connect() as conn:
            return reference_at(conn, self._city, position)


def reference_at(conn: psycopg.Connection, city: str, position: int) -> Reference:
    """Return directory and policies, folded from their facts up to a position.

    Where figures were not assessed yet, those are judged by the first policies that came.
    """
    found = Reference()
    for recorded in log.reference(conn, city, position):
        found.apply(recorded)
    if not any(stream.startswith(ASSESSMENTS) for stream in found.policies.versions):
        for recorded in log.first_under(conn, city, ASSESSMENTS):
            found.apply(recorded)
    return found
