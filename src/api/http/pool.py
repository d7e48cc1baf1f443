"""The connections that an API process reads by, while the rows are of this program's versions.

An upgrade may swap a view under a process that is still the old one: it must not read on.
"""

import asyncio
import select
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from projections import VIEWS
from projections.engine.errors import NotMigrated
from projections.engine.lag import foreign

SIZE = 8
LOOK_SECONDS = 0.5


class ReadingPool(AsyncConnectionPool):
    """A closed pool of connections, each statement of which stands by itself.

    Beside the readers it looks again and again whether the views are still this program's.
    """

    def __init__(self, url: str, city: str) -> None:
        super().__init__(
            url,
            kwargs={"autocommit": True, "connect_timeout": 3},
            min_size=2,
            max_size=SIZE,
            timeout=3,
            reconnect_timeout=1,
            check=check,
            open=False,
        )
        self._city, self.foreign = city, ""
        self._watching: asyncio.Task[None] | None = None

    async def open(self, wait: bool = False, timeout: float = 30.0) -> None:
        """Open the pool, and look at the views once before anybody reads them."""
        await super().open(wait, timeout)
        await self._look()
        self._watching = asyncio.create_task(self._watch())

    async def close(self, timeout: float = 5.0) -> None:
        """Look no more, and give the connections back."""
        if self._watching is not None:
            self._watching.cancel()
        await super().close(timeout)

    @asynccontextmanager
    async def connection(self, timeout: float | None = None) -> AsyncIterator[AsyncConnection[Any]]:
        """Lend a connection. Raise `NotMigrated` where another version has made a view's rows."""
        if self.foreign:
            raise NotMigrated(view=self.foreign)
        async with self.unchecked(timeout) as conn:
            yield conn

    def unchecked(
        self, timeout: float | None = None
    ) -> AbstractAsyncContextManager[AsyncConnection[Any]]:
        """Lend a connection to who reads no rows of views."""
        return super().connection(timeout)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self._look()

    async def _look(self) -> None:
        """Note which view is not this program's; a database that is away changes nothing."""
        with suppress(OperationalError, PoolTimeout):
            async with self.unchecked() as conn:
                self.foreign = await foreign(conn, self._city, VIEWS)


async def check(conn: AsyncConnection) -> None:
    """Raise `OperationalError` where the server has hung up.

    It says so unasked: where nothing waits to be read, one more round trip would tell no more.
    """
    unread = select.poll()
    unread.register(conn.fileno(), select.POLLIN)
    if unread.poll(0):
        await AsyncConnectionPool.check_connection(conn)
