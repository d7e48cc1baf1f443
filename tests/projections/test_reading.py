"""How a view is read: what is there is told, whatever stands in it."""

import asyncio
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL

from projections.engine.reading import read
from projections.engine.rebuild import rebuild
from projections.tracking import TRACKING, queries
from projections.tracking.wanted import Wanted
from tests import examples as x
from tests.conftest import City


def told(city: City, query: str) -> list[tuple[Any, ...]]:
    async def ask() -> list[tuple[Any, ...]]:
        async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
            rows, as_of = await read(conn, f"{city.name}_due", SQL(query), {})
            assert as_of.position == 0
            return rows

    return asyncio.run(ask())


@pytest.mark.finding("C9")
@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT NULL::int AS a, NULL::text AS b", [(None, None)]),
        ("SELECT * FROM (VALUES (2), (NULL), (1)) v (a)", [(2,), (None,), (1,)]),
        ("SELECT a FROM generate_series(1, 5) a ORDER BY a DESC LIMIT 3", [(5,), (4,), (3,)]),
        ("SELECT 1 AS a WHERE false", []),
    ],
)
def test_every_row_of_the_answer_is_told_in_its_order(city: City, query: str, rows: list[Any]):
    assert told(city, query) == rows


def test_a_read_is_prepared_once_and_goes_on_across_a_swap(city: City):
    city.project()

    async def ask() -> list[str]:
        async with await psycopg.AsyncConnection.connect(
            city.database.service_url, autocommit=True
        ) as conn:
            for swaps in range(3):
                for _ in range(12):
                    row, as_of = await queries.one(conn, city.name, "none")
                    assert (row, as_of.position) == (None, 0)
                await asyncio.to_thread(rebuild, city.database.connect, city.name, TRACKING)
                assert (await queries.one(conn, city.name, "none"))[0] is None, swaps
            known = await conn.execute("SELECT statement FROM pg_prepared_statements")
            return [statement for (statement,) in await known.fetchall()]

    [prepared] = asyncio.run(ask())
    assert "is_there" in prepared


@pytest.mark.parametrize(
    ("asked", "prepared"),
    [({"unit": "U"}, 1), ({"status": ["handling"]}, 1), ({"q": "x"}, 0), ({"area": "2"}, 0)],
)
def test_a_list_is_prepared_where_one_plan_is_right_for_any_values(
    city: City, asked: dict[str, Any], prepared: int
):
    async def ask() -> int:
        async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
            for _ in range(12):
                await queries.many(conn, city.name, Wanted(now=x.NOW, **asked))
            known = await conn.execute("SELECT statement FROM pg_prepared_statements")
            return len(await known.fetchall())

    assert asyncio.run(ask()) == prepared
