"""The connections that an API process reads by, while the rows are of this program's versions.

An upgrade may swap a view under a process that is still the old one: it must not read on.
"""

import select
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from projections import VIEWS
from projections.engine import lag

SIZE = 8
SURE_SECONDS = 0.5


class ReadingPool(AsyncConnectionPool):
    """A closed pool of connections, each statement of which stands by itself.

    That the views are right is asked again only after a moment.
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
        self._city, self._sure_until = city, 0.0

    @asynccontextmanager
    async def connection(self, timeout: float | None = None) -> AsyncIterator[AsyncConnection[Any]]:
        """Lend a connection. Raise `NotMigrated` where another version has made a view's rows."""
        async with self.unchecked(timeout) as conn:
            now = time.monotonic()
            if now > self._sure_until:
                await lag.check(conn, self._city, VIEWS)
                self._sure_until = now + SURE_SECONDS
            yield conn

    def unchecked(
        self, timeout: float | None = None
    ) -> AbstractAsyncContextManager[AsyncConnection[Any]]:
        """Lend a connection to who reads no rows of views."""
        return super().connection(timeout)


async def check(conn: AsyncConnection) -> None:
    """Raise `OperationalError` where the server has hung up.

    It says so unasked: where nothing waits to be read, one more round trip would tell no more.
    """
    unread = select.poll()
    unread.register(conn.fileno(), select.POLLIN)
    if unread.poll(0):
        await AsyncConnectionPool.check_connection(conn)
