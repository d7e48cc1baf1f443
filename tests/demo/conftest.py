"""One city and one year, generated and played once for all tests of the demo."""

from collections import defaultdict

import pytest

from api.demo.city import city
from api.demo.model import DemoCity, DemoStep
from api.demo.timekeeping import with_timekeeper
from api.demo.year import year
from casework.facts import Recorded
from tests.demo.demo_year import APPEALS, SEED, UNTIL, Lives
from tests.demo.playing import Played


@pytest.fixture(scope="session")
def demo() -> DemoCity:
    return city(SEED)


@pytest.fixture(scope="session")
def steps(demo: DemoCity) -> list[DemoStep]:
    return list(year(demo, SEED, UNTIL, APPEALS))


@pytest.fixture(scope="session")
def lives(steps: list[DemoStep]) -> Lives:
    lives: Lives = defaultdict(list)
    for step in steps:
        lives[step.appeal].append(step)
    return dict(lives)


@pytest.fixture(scope="session")
def played(demo: DemoCity, steps: list[DemoStep]) -> Played:
    return Played(demo, list(with_timekeeper(demo, steps, UNTIL)))


@pytest.fixture(scope="session")
def histories(played: Played) -> list[list[Recorded]]:
    return list(played.histories().values())
