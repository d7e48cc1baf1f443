"""A page read way by way is the page of the list, whoever reads and in whatever order."""

import asyncio
import random
from datetime import timedelta
from itertools import islice

import psycopg
from msgspec.structs import astuple, replace

from casework.appeal.access import scope_of
from projections.tracking import access, queries
from projections.tracking.lights import LIGHTS, light_of
from projections.tracking.rows import TrackingRow
from projections.tracking.wanted import Wanted, key_of, states
from tests import examples as x
from tests.conftest import City
from tests.projections.test_access import READERS, drawn

ASKED = (
    {},
    {"sort": "light"},
    {"sort": "-collected_at"},
    {"status": ["fed_back"]},
    {"status": states(["open"])},
    {"unit": "U-GR"},
    {"unit": "U-GR1", "sort": "light"},
    {"overdue": True},
    {"helping": "U-GR"},
)


def timed(seed: int) -> list[TrackingRow]:
    """Rows that are due at some time or never, collected at some time."""
    chance = random.Random(seed)
    hours = [timedelta(hours=n) for n in range(-60, 60)]
    return [
        replace(
            row,
            due_at=chance.choice((None, x.NOW + chance.choice(hours))),
            remind_at=chance.choice((None, x.NOW + chance.choice(hours))),
            collected_at=x.NOW + chance.choice(hours),
        )
        for row in islice(drawn(seed), 300)
    ]


async def paged(conn: psycopg.AsyncConnection, city: str, wanted: Wanted) -> list[str]:
    """The numbers of the whole list, page after page."""
    found: list[str] = []
    while True:
        rows, _ = await queries.many(conn, city, wanted)
        found += [row.appeal_no for row in rows]
        if len(rows) < wanted.limit:
            return found
        light = LIGHTS.index(light_of(rows[-1], wanted.now))
        wanted = replace(wanted, after=(light, *key_of(rows[-1], wanted.sort)))


async def compare(city: City) -> int:
    compared = 0
    async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
        for reader in READERS:
            for asked in ASKED:
                scope = scope_of(reader)
                among = access.within(scope, asked.get("unit"))
                by_ways = Wanted(now=x.NOW, limit=37, within=(among,), **asked)
                whole = replace(access.within(scope), ways=())
                plain = replace(by_ways, limit=1000, within=(whole,))
                wanted, _ = await queries.many(conn, city.name, plain)
                numbers = await paged(conn, city.name, by_ways)
                assert numbers == [row.appeal_no for row in wanted], (reader, asked)
                counted, _ = await queries.counts(conn, city.name, {"it": by_ways})
                assert counted == {"it": len(numbers)}
                compared += len(numbers)
    return compared


def test_a_page_by_ways_is_the_page_of_the_list(city: City):
    city.project()
    marks = ", ".join(["%s"] * len(TrackingRow.__struct_fields__))
    with city.database.connect() as conn, conn.cursor() as cursor:
        statement = f"INSERT INTO {city.name}_tracking.tracking VALUES ({marks})"
        cursor.executemany(statement, [astuple(row) for row in timed(11)])
    assert asyncio.run(compare(city)) > 10_000
