"""How fast is an append? Our recorder with the desk's batches, the library's with one command each.

Events of one size, eight writers, the same PostgreSQL, taken in turn. The library's recorder stores
a command by one `insert_events`, as `Application.save` does; ours is given what eight writers put
down while the last batch was on its way.
"""

import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from casework.store.recorder import Appending, Datastore, Recorder
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_least, median

WRITERS = 8
ROUNDS = 3
STATE = (
    b'{"envelope":{"recorded_at":"2026-11-23T01:02:03Z"},"payload":{"text":"' + b"x" * 300 + b'"}}'
)


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Commands a second of both, alternating."""
    commands = 2_000 if quick else 6_000
    with_stock, stock = _stock(city)
    ours = Recorder(Datastore(city.database.service_url, city.name))
    rates: dict[str, list[float]] = {"ours": [], "stock": [], "one": []}
    for _ in range(ROUNDS):
        rates["stock"].append(_timed(commands, lambda n: _with_writers(stock, n)))
        rates["ours"].append(_timed(commands, lambda n: _in_batches(ours, n, WRITERS)))
        rates["one"].append(_timed(commands // 4, lambda n: _in_batches(ours, n, 1)))
    ours.datastore.close()
    with_stock.close()
    mine, theirs, one = (median(rates[k]) for k in ("ours", "stock", "one"))
    note = f"{mine:,.0f} against {theirs:,.0f} commands/s, {WRITERS} writers"
    return [
        at_least("append: recorder / library's stock recorder", mine / theirs, 4,
                 f"{mine / theirs:.1f}×", note),
        Figure("append: recorder, one command a call", f"{one:,.0f}/s",
               note=f"{one / theirs:.1f}× the stock recorder with {WRITERS} writers"),
    ]  # fmt: skip


def _timed(commands: int, run: Callable[[int], None]) -> float:
    began = time.perf_counter()
    run(commands)
    return commands / (time.perf_counter() - began)


def _event() -> StoredEvent:
    return StoredEvent(uuid.uuid4().hex, 1, "note.added", STATE)


def _in_batches(recorder: Recorder, commands: int, size: int) -> None:
    for _ in range(commands // size):
        recorder.append([Appending(uuid.uuid4(), [_event()]) for _ in range(size)])


def _with_writers(recorder: PostgresApplicationRecorder, commands: int) -> None:
    def write(count: int) -> None:
        for _ in range(count):
            recorder.insert_events([_event()])

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, [commands // WRITERS] * WRITERS))


def _stock(city: City) -> tuple[PostgresDatastore, PostgresApplicationRecorder]:
    """The library's recorder as it comes, in a schema of its own."""
    schema, given = f"{city.name}_stock", conninfo_to_dict(city.database.owner_url)
    with psycopg.connect(city.database.owner_url, autocommit=True) as conn:
        conn.execute(f"CREATE SCHEMA {schema}")
    names: Sequence[str] = ("dbname", "host", "port", "user", "password")
    datastore = PostgresDatastore(
        **{name: str(given[name]) for name in names},
        schema=schema, originator_id_type="text", pool_size=WRITERS,
    )  # fmt: skip
    recorder = PostgresApplicationRecorder(datastore, events_table_name="stored_events")
    recorder.create_table()
    return datastore, recorder
