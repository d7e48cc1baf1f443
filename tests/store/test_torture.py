"""Many writers, one reader at the tail: it misses nothing; without the lock it does."""

import subprocess
import sys
from collections.abc import Callable

import psycopg
import pytest

from tests.conftest import City
from tests.store.torture import read_tail, unlocked

WRITERS = 4
EVENTS = 50_000


def tail(url: str, table: str, writers: list[subprocess.Popen[bytes]], after: int) -> list[int]:
    """All positions that a reader sees which remembers one number, until the writers are done."""
    seen: list[int] = []
    with psycopg.connect(url, autocommit=True) as conn:
        while True:
            done = all(w.poll() is not None for w in writers)
            page = read_tail(conn, table, seen[-1] if seen else after)
            seen += page
            if done and not page:
                return seen


def start(kind: str, url: str, schema: str, events: int) -> list[subprocess.Popen[bytes]]:
    words = [sys.executable, "-m", "tests.store.torture", kind, url, schema]
    return [subprocess.Popen([*words, str(seed), str(events)]) for seed in range(WRITERS)]


@pytest.mark.slow
def test_a_reader_at_the_tail_misses_nothing_of_200_000_events(city: City):
    url = city.database.service_url
    writers = start("ours", url, city.name, EVENTS)
    seen = tail(url, f"{city.name}.events", writers, 0)
    assert [w.returncode for w in writers] == [0] * WRITERS
    assert seen == list(range(1, WRITERS * EVENTS + 1))


@pytest.mark.slow
def test_without_the_lock_it_does(new_city: Callable[[], City]):
    city = new_city()
    url, schema = city.database.owner_url, f"{city.name}_control"
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(f"CREATE SCHEMA {schema}")
    recorder = unlocked(url, schema)
    recorder.create_table()
    recorder.datastore.close()
    writers = start("unlocked", url, schema, 12_000)
    seen = tail(url, f"{schema}.stored_events", writers, 0)
    missed = WRITERS * 12_000 - len(seen)
    assert missed > 0, "the control was expected to miss some"
