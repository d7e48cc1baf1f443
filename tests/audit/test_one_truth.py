"""Late on the board, late in the list: one truth (DOMAIN 17.1), whatever was lived."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

import psycopg
import pytest
from msgspec.structs import replace

from casework.facts import Recorded
from casework.policy.periods import Period
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures.drill_down import drill_down
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.engine.past import Moment, make
from projections.tracking.clocks import clocks_of
from projections.tracking.fold import fold
from projections.tracking.rows import TrackingRow
from tests import examples as x
from tests.audit.both import projected
from tests.audit.conftest import Make
from tests.audit.drawing import Log
from tests.audit.foreign import BEGUN, IMPORTED, lives
from tests.audit.policies import policies
from tests.audit.test_lives import facts_of, life
from tests.conftest import City
from tests.imports.conftest import FILES

EVERYBODY = replace(
    policies()[0],
    types_excluded=frozenset(),
    closing_kinds_excluded=frozenset(),
    grounds_excluded=frozenset(),
)
Late = dict[str, tuple[int, bool]]


@pytest.fixture(scope="module")
def told(new_city) -> City:
    return new_city()


def by_the_list(facts: Iterable[Recorded], at: datetime) -> dict[str, TrackingRow]:
    rows: dict[str, TrackingRow] = {}
    for each in facts:
        rows[each.stream] = fold(rows.get(each.stream), each)
    return rows


def is_late(row: TrackingRow, at: datetime) -> bool:
    """By its row: the handling limit was missed in this cycle, or has passed by now."""
    handling = (clock for clock in clocks_of(row.clocks) if clock.name == "handling")
    runs_late = any(c.running and c.due < at for c in handling)
    return "handling" in row.missed or runs_late


def by_the_board(city: City, schema: str, at: datetime) -> Late:
    """What figures count in time and what late: of each appeal, its present cycle."""
    found: Late = {}
    for part in ("part", "rest"):
        for order in asyncio.run(_behind(city, schema, part, at)):
            row = order.row
            if row.cycle >= found.get(row.appeal_no, (0, False))[0]:
                found[row.appeal_no] = row.cycle, part == "rest"
    return found


async def _behind(city: City, schema: str, part, at: datetime):
    ever = Period("ever", x.BEFORE - timedelta(days=9000), x.NOW.replace(year=2099))
    query = FigureQuery(schema=schema, policy=EVERYBODY, period=ever, at=at)
    async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
        orders, _ = await drill_down(
            conn, query, "handled_in_time", part, PageAfter(limit=1_000_000)
        )
    return orders


def differing(city: City, schema: str, facts: Iterable[Recorded], at: datetime) -> list[object]:
    board, rows = by_the_board(city, schema, at), by_the_list(facts, at)
    return [
        (no, "late on the board" if late else "late in the list", rows[no])
        for no, (cycle, late) in board.items()
        if cycle == rows[no].reopenings and late != is_late(rows[no], at)
    ]


@pytest.mark.finding("A4", "B3")
@pytest.mark.parametrize("seed", range(6))
def test_a_life_is_late_on_the_board_and_in_the_list_alike(told: City, seed: int):
    facts = facts_of(life(seed))
    at = facts[-1].envelope.recorded_at + timedelta(days=9)
    assert differing(told, projected(told, facts), facts, at) == []


@pytest.mark.finding("B1", "B2", "B3")
@pytest.mark.parametrize("seed", range(3))
def test_an_imported_life_is_late_on_the_board_and_in_the_list_alike(told: City, seed: int):
    facts, at = lives(seed, 300, IMPORTED), BEGUN + timedelta(days=Random(seed).randint(60, 400))
    assert differing(told, projected(told, facts), facts, at) == []


@pytest.mark.slow
@pytest.mark.finding("A4")
def test_the_demo_is_late_on_the_board_and_in_the_list_alike(demo_log: Log):
    assert of_log(demo_log) == []


@pytest.mark.slow
@pytest.mark.finding("B3")
@pytest.mark.parametrize("name", FILES)
def test_an_imported_log_is_late_on_the_board_and_in_the_list_alike(imported_log: Make, name: str):
    assert of_log(imported_log(name)) == []


def of_log(log: Log) -> list[object]:
    """The whole log, judged at its end."""
    at = max(log.instants)
    moment = Moment(log.histories.position, at)
    schema = make(log.city.database.connect, log.city.name, ACCOUNTABILITY, moment)
    known = log.histories.by(at)
    facts = (each for facts in known.appeals.values() for each in facts)
    return differing(log.city, schema, facts, at)
