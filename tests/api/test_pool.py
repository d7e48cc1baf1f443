"""The connections that are read by: one that the server has closed is noticed before it is used."""

import asyncio

from psycopg import AsyncConnection

from api.http.pool import ReadingPool, check
from tests.conftest import City

ROUND = 20


def test_a_connection_that_the_server_closed_is_not_given_out(city: City):
    async def ask() -> set[int]:
        async with ReadingPool(city.database.service_url, city.name) as pool:
            await pool.wait()
            pids = set()
            for _ in range(ROUND):
                async with pool.connection() as conn:
                    pids.add(conn.info.backend_pid)
                    await conn.execute("SELECT 1")
                await asyncio.to_thread(end, city, conn.info.backend_pid)
            return pids

    assert len(asyncio.run(ask())) == ROUND


def test_a_sound_connection_is_not_asked(city: City):
    async def asked() -> bool:
        async with await AsyncConnection.connect(city.database.service_url) as conn:
            await conn.execute("SELECT 'the last that was asked'")
            await check(conn)
            return await asyncio.to_thread(is_last, city, conn.info.backend_pid)

    assert asyncio.run(asked())


def end(city: City, pid: int) -> None:
    """End a connection from the server's side, and wait until it has ended."""
    with city.database.connect_owner() as owner:
        owner.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))


def is_last(city: City, pid: int) -> bool:
    with city.database.connect_owner() as owner:
        query = "SELECT query FROM pg_stat_activity WHERE pid = %s"
        return owner.execute(query, (pid,)).fetchone() == ("SELECT 'the last that was asked'",)
