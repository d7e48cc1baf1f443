"""Random lives with every verb there is: the view and the audit come to the same figures."""

import asyncio
from datetime import datetime, timedelta
from random import Random

import psycopg
import pytest

from api.audit.comparing import differences
from api.audit.counting import Audit
from api.audit.histories import Histories
from casework.facts import Recorded
from casework.policy.periods import Period
from projections.accountability import ACCOUNTABILITY
from projections.engine import folding, place, schema
from tests import examples as x
from tests.audit.policies import policies
from tests.casework import chance
from tests.casework.test_properties import ACTS, World
from tests.conftest import City

SEEDS = range(16)


@pytest.fixture(scope="module")
def lived(new_city) -> City:
    return new_city()


def life(seed: int) -> World:
    rng = Random(seed)
    world = World(rng.choice)
    for _ in range(200):
        rng.choice(ACTS)(world, rng.choice(chance.NUMBERS))
        if rng.random() < 0.4:
            world.time_passes()
    return world


def facts_of(world: World) -> list[Recorded]:
    facts = (each for history in world.histories.values() for each in history)
    return sorted(facts, key=lambda each: each.position)


def projected(city: City, facts: list[Recorded]) -> str:
    """A generation of the view with these facts alone."""
    generation = f"{city.name}_lives"
    view = ACCOUNTABILITY.with_calendars(x.policies().calendar_of)
    with city.database.connect() as conn:
        conn.execute(f"DROP SCHEMA IF EXISTS {generation} CASCADE")
        schema.create(conn, generation, view, indexes=True)
        folding.apply(conn, generation, view, facts)
        place.begin(conn, generation, facts[-1])
    return generation


def audited(facts: list[Recorded], at: datetime) -> Audit:
    appeals: dict[str, list[Recorded]] = {}
    for each in facts:
        appeals.setdefault(each.stream, []).append(each)
    calendars = {name: x.policies().calendar_of(name) for name in ("work/1", "24x7/1")}
    return Audit(Histories(appeals, calendars), at)


async def compare(city: City, facts: list[Recorded], at: datetime) -> list[object]:
    generation, audit, found = projected(city, facts), audited(facts, at), list[object]()
    since = facts[0].envelope.recorded_at - timedelta(days=9)
    ever = Period("ever", since, x.NOW.replace(year=2099))
    async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
        for policy in policies():
            differing, compared = await differences(conn, generation, audit, policy, ever)
            assert compared > 0
            found += [(policy.tag, policy.counted_by, each) for each in differing]
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_life_comes_to_the_same_figures(lived: City, seed: int):
    """Cut off somewhere in its second half, so that much of it is open."""
    rng, facts = Random(seed), facts_of(life(seed))
    facts = facts[: rng.randint(len(facts) // 2, len(facts))]
    at = facts[-1].envelope.recorded_at + timedelta(minutes=rng.choice(chance.MINUTES))
    assert asyncio.run(compare(lived, facts, at)) == []
