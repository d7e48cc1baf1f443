"""How fast is `tracking` made anew, and against the raw binary COPY out of the same events?"""

import time

import psycopg

from projections import TRACKING
from projections.engine.rebuild import rebuild
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_least, median
from tests.benchmarks.measures.lives import fill

ROUNDS = 3


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Facts a second of the fold with its writing, and of the whole with indexes and the swap."""
    wanted = 150_000 if quick else 1_000_000
    fill(city, wanted, "rebuild")
    facts = city.one("SELECT max(notification_id) FROM {city}.events")
    folds, wholes, raws = [], [], []
    for _ in range(ROUNDS):
        raws.append(facts / _raw_copy(city))
        began = time.perf_counter()
        done = rebuild(city.database.connect, city.name, TRACKING)
        wholes.append(facts / (time.perf_counter() - began))
        folds.append(facts / done.fold_seconds)
    fold, whole, raw = median(folds), median(wholes), median(raws)
    note = f"over {facts:,} events; with indexes, comparison and swap {whole:,.0f}/s"
    against = f"raw COPY {raw:,.0f}/s; whole rebuild {whole / raw:.2f}"
    return [
        Figure("rebuild of tracking: read, fold, write", f"{fold:,.0f} events/s", note=note),
        at_least(
            "rebuild of tracking / raw binary COPY out",
            fold / raw,
            0.2,
            f"{fold / raw:.2f}",
            against,
        ),
    ]


def _raw_copy(city: City) -> float:
    """Seconds to read all events by COPY and look at none."""
    statement = (
        "COPY (SELECT originator_id, originator_version, notification_id, topic, state"
        f" FROM {city.name}.events ORDER BY notification_id) TO STDOUT (FORMAT BINARY)"
    )
    began = time.perf_counter()
    with (
        psycopg.connect(city.database.service_url) as conn,
        conn.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        while copy.read():
            pass
    return time.perf_counter() - began
