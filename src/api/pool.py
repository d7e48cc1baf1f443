"""The connections that an API process reads by."""

import select

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

SIZE = 8


def readers(url: str) -> AsyncConnectionPool:
    """Return a closed pool of connections, each statement of which stands by itself."""
    return AsyncConnectionPool(
        url,
        kwargs={"autocommit": True, "connect_timeout": 3},
        min_size=2,
        max_size=SIZE,
        timeout=3,
        reconnect_timeout=1,
        check=check,
        open=False,
    )


async def check(conn: AsyncConnection) -> None:
    """Raise `OperationalError` where the server has hung up.

    It says so unasked: where nothing waits to be read, one more round trip would tell no more.
    """
    unread = select.poll()
    unread.register(conn.fileno(), select.POLLIN)
    if unread.poll(0):
        await AsyncConnectionPool.check_connection(conn)
