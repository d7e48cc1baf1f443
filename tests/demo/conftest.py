"""One city and one year, generated and played once for all tests of the demo."""

from collections import defaultdict

import pytest

from api.demo.city import city
from api.demo.model import City, Step
from api.demo.timekeeping import lived
from api.demo.year import year
from casework.facts import Recorded
from tests.demo.demo_year import APPEALS, SEED, UNTIL, Lives
from tests.demo.playing import Played


@pytest.fixture(scope="session")
def demo() -> City:
    return city(SEED)


@pytest.fixture(scope="session")
def steps(demo: City) -> list[Step]:
    return list(year(demo, SEED, UNTIL, APPEALS))


@pytest.fixture(scope="session")
def lives(steps: list[Step]) -> Lives:
    lives: Lives = defaultdict(list)
    for step in steps:
        lives[step.appeal].append(step)
    return dict(lives)


@pytest.fixture(scope="session")
def played(demo: City, steps: list[Step]) -> Played:
    return Played(demo, list(lived(demo, steps, UNTIL)))


@pytest.fixture(scope="session")
def histories(played: Played) -> list[list[Recorded]]:
    return list(played.histories().values())
