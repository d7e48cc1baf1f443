"""Two projectors that rival each other and crash at any statement: every fact counted once."""

import subprocess
import sys
from itertools import count

import pytest

from projections import VIEWS
from projections.engine import place
from projections.engine.rebuild import rebuild
from tests.conftest import City
from tests.projections.lives import live


@pytest.mark.slow
def test_rivals_that_crash_count_everything_once(city: City):
    with city.open() as casework:
        city.furnish(casework)
        live(casework, 60, seed=7)
    seeds, crashes, finished = count(), 0, 0
    url = city.database.service_url
    while finished < 2:
        pair = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.projections.rival", url, city.name, str(next(seeds))]
            )
            for _ in range(2)
        ]
        codes = [process.wait() for process in pair]
        crashes += codes.count(9)
        finished += codes.count(0)
        assert set(codes) <= {0, 9}
        if next(seeds) > 400:
            break
    assert crashes > 10, "the test is about crashes"
    city.project()
    for view in VIEWS:
        assert rebuild(city.database.connect, city.name, view).differing == 0
        [(stands,)] = city.query(f"SELECT position FROM {place.schema_of(city.name, view)}.place")
        assert [(stands,)] == city.query("SELECT max(notification_id) FROM {city}.events")
