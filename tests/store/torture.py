"""A writer process of the torture test: `torture KIND URL SCHEMA SEED EVENTS`.

KIND is `ours` (the recorder of the service) or `unlocked` (the library's path without a lock).
"""

import random
import sys
import uuid
from collections.abc import Callable, Sequence

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from casework.store.recorder import Appending, Datastore, Recorder, _columns

ROLLED_BACK = 0.15


def events(count: int) -> list[StoredEvent]:
    stream = f"T-{uuid.uuid4().hex}"
    return [StoredEvent(stream, n, "note.added", b"{}") for n in range(1, count + 1)]


def unlocked(url: str, schema: str) -> PostgresApplicationRecorder:
    """The library's recorder as POSTGRES_ENABLE_DB_FUNCTIONS=y makes it: no lock is taken."""
    given = conninfo_to_dict(url)
    datastore = PostgresDatastore(
        dbname=str(given["dbname"]),
        host=str(given["host"]),
        port=str(given["port"]),
        user=str(given["user"]),
        password=str(given["password"]),
        schema=schema,
        originator_id_type="text",
        enable_db_functions=True,
    )
    return PostgresApplicationRecorder(datastore, events_table_name="stored_events")


def write_ours(url: str, schema: str) -> Callable[[Sequence[StoredEvent], bool], None]:
    recorder = Recorder(Datastore(url, schema))

    def write(batch: Sequence[StoredEvent], roll_back: bool) -> None:
        appending = [Appending(command_id=uuid.uuid4(), events=[event]) for event in batch]
        if not roll_back:
            recorder.append(appending)
            return
        with recorder.datastore.get_connection() as conn, conn.transaction(force_rollback=True):
            conn.execute(recorder._append, _columns(appending))

    return write


def write_unlocked(url: str, schema: str) -> Callable[[Sequence[StoredEvent], bool], None]:
    recorder = unlocked(url, schema)

    def write(batch: Sequence[StoredEvent], roll_back: bool) -> None:
        if not roll_back:
            recorder.insert_events(list(batch))

    return write


def main(kind: str, url: str, schema: str, seed: str, count: str) -> None:
    rng, left = random.Random(int(seed)), int(count)
    write = (write_ours if kind == "ours" else write_unlocked)(url, schema)
    while left > 0:
        size = min(left, rng.choice([1, 1, 2, 5, 20, 100, 256]))
        roll_back = rng.random() < ROLLED_BACK
        write(events(size), roll_back)
        left -= 0 if roll_back else size


def read_tail(conn: psycopg.Connection, table: str, after: int) -> list[int]:
    query = f"SELECT notification_id FROM {table} WHERE notification_id > %s ORDER BY 1 LIMIT 2000"
    return [row[0] for row in conn.execute(query, (after,))]


if __name__ == "__main__":
    main(*sys.argv[1:])
