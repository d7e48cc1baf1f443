"""Foreign lives by chance, which no rule ever saw: the view and the audit count them alike."""

from datetime import timedelta
from random import Random

import pytest

from tests.audit.both import compared
from tests.audit.foreign import BEGUN, lives
from tests.conftest import City

MANY = 500


@pytest.fixture(scope="module")
def told(new_city) -> City:
    return new_city()


@pytest.mark.finding("B1", "B2", "B3")
@pytest.mark.parametrize("seed", range(3))
def test_five_hundred_foreign_lives_come_to_the_same_figures(told: City, seed: int):
    """Cut off at some position, and judged at some instant, so that much is open."""
    facts = lives(seed, MANY)
    rng = Random(seed)
    at = BEGUN + timedelta(days=rng.randint(20, 120))
    assert compared(told, facts, at) == []
