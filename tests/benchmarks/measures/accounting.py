"""How long does a supervisor wait for figures, in a city of 1,000,000 appeals a year?

The log is filled with whole lives, the view is made from it by a rebuild, and boards are asked of
it as the routes ask: all figures of all 60 units, the change against the month before among them.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import psycopg
from msgspec.structs import replace

from api.reports.bulletins.forms import bulletin_of, written
from api.reports.bulletins.making import make
from casework.bulletin.bulletins import Bulletins
from casework.facts import Recorded
from casework.policy.assessment import read_assessment
from casework.policy.defaults import default_assessment
from casework.policy.periods import Period, period_of
from projections import ACCOUNTABILITY
from projections.accountability.figures import boards
from projections.accountability.figures.drill_down import drill_down
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.accountability.lists.hotspots import cells
from projections.accountability.lists.weeks import weeks_before
from projections.engine import past
from projections.engine.rebuild import rebuild
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_least, at_most, median
from tests.benchmarks.measures.lives import FACTS, fill
from tests.examples import envelope

POLICY = read_assessment(default_assessment("dengta"), 1, adopted=True)
RAISED = replace(POLICY, counted_by="raised")
OCTOBER = period_of("2025-10", "month")
WEEKS = weeks_before(OCTOBER.ends, 12)
TIMES = 9


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Rebuild, board, list behind a figure, the past, the document."""
    appeals = 30_000 if quick else 1_000_000
    fill(city, appeals * FACTS, "year")
    facts = city.one("SELECT max(notification_id) FROM {city}.events")
    done = rebuild(city.database.connect, city.name, ACCOUNTABILITY)
    rate = facts / done.fold_seconds
    note = f"over {facts:,} events, {done.rows:,} orders and cases"
    return [
        at_least(
            "rebuild of accountability: read, fold, write",
            rate,
            60_000,
            f"{rate:,.0f} events/s",
            note,
        ),
        *asyncio.run(_asked(city, appeals)),
        *_the_past(city, facts),
    ]


async def _asked(city: City, appeals: int) -> list[Figure]:
    query, directory = _query(f"{city.name}_accountability"), _directory(city)
    async with await _connected(city) as conn:
        board = await _timed(lambda: boards.board(conn, query, directory))
        page = await _timed(
            lambda: drill_down(conn, query, "handled_in_time", "part", PageAfter(), ["U07"])
        )
        hot = await _timed(lambda: cells(conn, _lately(query), WEEKS, ("street", "category")))
        made = await make(conn, city.name, query, directory)
    fact = Recorded("bulletin/dengta/2025-10", 1, 1, made, envelope())
    bulletins = Bulletins()
    bulletins.apply(fact)
    bulletin, began = bulletin_of(fact, bulletins, directory), time.perf_counter()
    written("pdf", bulletin)
    printed = time.perf_counter() - began
    return [
        at_most(
            f"a month's board of 60 units at {appeals:,} appeals",
            board,
            200,
            f"{board:.0f} ms",
            f"all figures, with the change; median of {TIMES}",
        ),
        at_most(
            f"the orders behind a figure at {appeals:,} appeals, 50 a page",
            page,
            50,
            f"{page:.1f} ms",
            f"median of {TIMES}",
        ),
        at_most(
            f"hotspots of {len(WEEKS.names)} weeks at {appeals:,} appeals",
            hot,
            500,
            f"{hot:.0f} ms",
            f"place by category by week; median of {TIMES}",
        ),
        at_most(
            "PDF of a month's bulletin of 60 units",
            printed,
            5,
            f"{printed:.2f} s",
            f"{len(made.behind):,} orders behind its figures",
        ),
    ]


def _the_past(city: City, facts: int) -> list[Figure]:
    """The board of a past moment: replayed at the first request, read after."""
    moment = past.Moment(facts * 9 // 10)
    began = time.perf_counter()
    schema = past.make(city.database.connect, city.name, ACCOUNTABILITY, moment)
    first = time.perf_counter() - began
    again = asyncio.run(_past_board(city, schema))
    rate = moment.position / first
    return [
        Figure(
            "a board of a past moment, first request: replay",
            f"{rate:,.0f} events/s",
            note=f"{moment.position:,} events in {first:.1f} s, kept for the next",
        ),
        at_most("a board of a past moment, after that", again, 200, f"{again:.0f} ms"),
    ]


async def _past_board(city: City, schema: str) -> float:
    query, directory = _query(schema), _directory(city)
    async with await _connected(city) as conn:
        return await _timed(lambda: boards.board(conn, query, directory))


def _query(schema: str) -> FigureQuery:
    return FigureQuery(schema=schema, at=datetime.now(UTC), policy=POLICY, period=OCTOBER)


def _lately(query: FigureQuery) -> FigureQuery:
    weeks = Period("", WEEKS.borders[0], OCTOBER.ends)
    return replace(query, at=OCTOBER.ends, period=weeks, policy=RAISED)


async def _timed(ask: Callable[[], Awaitable[Any]]) -> float:
    """The median time of an answer, in milliseconds; the first one is not counted."""
    took = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        await ask()
        took.append((time.perf_counter() - began) * 1_000)
    return median(took[1:])


async def _connected(city: City) -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(city.database.service_url, autocommit=True)


def _directory(city: City) -> Any:
    with city.open() as casework:
        casework.refresh()
        return casework.directory
