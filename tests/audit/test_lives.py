"""Random lives with every verb there is: the view and the audit come to the same figures."""

from datetime import timedelta
from random import Random

import pytest

from casework.facts import Recorded
from tests.audit.both import compared
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


@pytest.mark.parametrize("seed", SEEDS)
def test_a_life_comes_to_the_same_figures(lived: City, seed: int):
    """Cut off somewhere in its second half, so that much of it is open."""
    rng, facts = Random(seed), facts_of(life(seed))
    facts = facts[: rng.randint(len(facts) // 2, len(facts))]
    at = facts[-1].envelope.recorded_at + timedelta(minutes=rng.choice(chance.MINUTES))
    assert compared(lived, facts, at) == []
