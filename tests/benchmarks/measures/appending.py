"""How fast is an append? Our recorder with the desk's batches, the library's with one command each.

On the same PostgreSQL, the two taken in turn, one event a command. The library's recorder is called
by eight threads on a pool of eight, one command a call, as `Application.save` does. Ours, which
keeps its command log as well, is measured twice against that: by batches of eight alone; and with
eight threads that each wait for their own command while one collector appends whatever waits, so
that handing over between threads is included. Then both with one thread, and with 64 in a call.
"""

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from casework.store.recorder import Appending, Datastore, Recorder
from tests.benchmarks.city import City
from tests.benchmarks.figures import Figure, at_least, median

WRITERS, TOGETHER, ROUNDS = 8, 64, 3
STATE = (
    b'{"envelope":{"recorded_at":"2026-11-23T01:02:03Z"},"payload":{"text":"' + b"x" * 300 + b'"}}'
)
Insert = Callable[[Sequence[StoredEvent]], None]
Waiting = SimpleQueue[tuple[StoredEvent, SimpleQueue[None]] | None]


def measure(city: City, *, quick: bool) -> list[Figure]:
    """Commands a second of both, alternating; medians."""
    seconds = 0.7 if quick else 2.0
    datastore, stock = _stock(city)
    recorder = Recorder(Datastore(city.database.service_url, city.name))
    theirs: Insert = stock.insert_events
    ours: Insert = lambda events: _append(recorder, events)  # noqa: E731
    ways: dict[str, tuple[Callable[[], float], Callable[[], float]]] = {
        f"batches of {WRITERS} / {WRITERS} writers": (
            lambda: _batched(ours, WRITERS, seconds),
            lambda: _written(theirs, WRITERS, seconds),
        ),
        f"{WRITERS} waiting writers": (
            lambda: _collected(ours, seconds),
            lambda: _written(theirs, WRITERS, seconds),
        ),
        "one writer": (lambda: _written(ours, 1, seconds), lambda: _written(theirs, 1, seconds)),
        f"{TOGETHER} a call": (
            lambda: _batched(ours, TOGETHER, seconds),
            lambda: _batched(theirs, TOGETHER, seconds),
        ),
    }
    rates: dict[str, list[tuple[float, float]]] = {how: [] for how in ways}
    for _ in range(ROUNDS):
        for how, (mine, other) in ways.items():
            rates[how].append((mine(), other()))
    recorder.datastore.close()
    datastore.close()
    return [_figure(how, found) for how, found in rates.items()]


def _figure(how: str, runs: list[tuple[float, float]]) -> Figure:
    mine, other = median([r[0] for r in runs]), median([r[1] for r in runs])
    name, shown = f"append: ours / stock recorder, {how}", f"{mine / other:.1f}×"
    note = f"{mine:,.0f} against {other:,.0f} commands/s"
    if how.endswith("writers"):
        return at_least(name, mine / other, 4, shown, note)
    return Figure(name, shown, note=note)


def _event() -> StoredEvent:
    return StoredEvent(uuid.uuid4().hex, 1, "note.added", STATE)


def _append(recorder: Recorder, events: Sequence[StoredEvent]) -> None:
    outcomes = recorder.append([Appending(uuid.uuid4(), [event]) for event in events])
    assert all(outcome.kind == "stored" for outcome in outcomes), "every command is new"


def _batched(insert: Insert, size: int, seconds: float) -> float:
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        insert([_event() for _ in range(size)])
        done += size
    return done / (time.perf_counter() - began)


def _written(insert: Insert, writers: int, seconds: float) -> float:
    """So many threads, each sending one command after the other."""
    done, began = [0] * writers, time.perf_counter()

    def write(n: int) -> None:
        while time.perf_counter() - began < seconds:
            insert([_event()])
            done[n] += 1

    threads = [threading.Thread(target=write, args=(n,)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def _collected(insert: Insert, seconds: float) -> float:
    """As `_written` with eight, through one thread that appends whatever waits."""
    waiting: Waiting = SimpleQueue()
    collector = threading.Thread(target=_collect, args=(insert, waiting))
    collector.start()

    def send(events: Sequence[StoredEvent]) -> None:
        done: SimpleQueue[None] = SimpleQueue()
        waiting.put((events[0], done))
        done.get()

    rate = _written(send, WRITERS, seconds)
    waiting.put(None)
    collector.join()
    return rate


def _collect(insert: Insert, waiting: Waiting) -> None:
    while (first := waiting.get()) is not None:
        batch = [first]
        with suppress(Empty):
            while (more := waiting.get_nowait()) is not None:
                batch.append(more)
        insert([event for event, _ in batch])
        for _, done in batch:
            done.put(None)


def _stock(city: City) -> tuple[PostgresDatastore, PostgresApplicationRecorder]:
    """The library's recorder as it comes, in a schema of its own."""
    schema, given = f"{city.name}_stock", conninfo_to_dict(city.database.owner_url)
    with psycopg.connect(city.database.owner_url, autocommit=True) as conn:
        conn.execute(f"CREATE SCHEMA {schema}")
    names: Sequence[str] = ("dbname", "host", "port", "user", "password")
    datastore = PostgresDatastore(
        **{name: str(given[name]) for name in names},
        schema=schema,
        originator_id_type="text",
        pool_size=WRITERS,
    )
    recorder = PostgresApplicationRecorder(datastore, events_table_name="stored_events")
    recorder.create_table()
    return datastore, recorder
