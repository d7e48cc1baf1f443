"""A projector that keeps crashing: `rival URL CITY SEED`. It dies at any statement."""

import os
import random
import sys
from typing import Any

import psycopg

from projections import VIEWS
from projections.engine.log import last_position
from projections.engine.runner import Runner


def main(url: str, city: str, seed: str) -> None:
    rng = random.Random(int(seed))
    left = rng.randint(3, 60)

    class Crashing(psycopg.Connection[Any]):
        def execute(self, *args: Any, **kwargs: Any) -> Any:
            self.count()
            return super().execute(*args, **kwargs)

        def cursor(self, *args: Any, **kwargs: Any) -> Any:
            self.count()
            return super().cursor(*args, **kwargs)

        def count(self) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(9)

    with Crashing.connect(url, autocommit=True) as conn:
        runner = Runner(lambda: conn, city, VIEWS, page=rng.choice([1, 7, 50]))
        while runner.advance(conn) or not _done(conn, city):
            pass


def _done(conn: psycopg.Connection[Any], city: str) -> bool:
    last = last_position(conn, city)
    places = [conn.execute(f"SELECT position FROM {city}_{v.name}.place").fetchone() for v in VIEWS]
    return all(place == (last,) for place in places)


if __name__ == "__main__":
    main(*sys.argv[1:])
