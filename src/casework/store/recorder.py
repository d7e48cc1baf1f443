"""The library's recorder, appending by one function under one lock: dense, ordered, batched."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
from eventsourcing.persistence import IntegrityError, OperationalError, StoredEvent
from eventsourcing.postgres import (
    ConnectionPool,
    PostgresApplicationRecorder,
    PostgresDatastore,
)
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg.sql import SQL

from casework.sql import Statements
from casework.vault import AppealKey

_SQL = Statements(__file__)
STATEMENT_TIMEOUT_MS = 15_000
RECONNECT_SECONDS = 1.0  # then the pool gives up and tries afresh: it would back off for minutes


class Datastore(PostgresDatastore):
    """The library's datastore on a pool of our own, opened from a URL, bounded in what it waits."""

    def __init__(self, url: str, schema: str, *, pool_size: int = 1, max_overflow: int = 1) -> None:
        super().__init__("", "", "", "", "", schema=schema, originator_id_type="text")
        self.pool = ConnectionPool(
            connection_class=Connection[DictRow],
            kwargs=_bounded(conninfo_to_dict(url)),
            configure=self.after_connect_func(),
            min_size=pool_size,
            max_size=pool_size + max_overflow,
            open=False,
            timeout=2,
            reconnect_timeout=RECONNECT_SECONDS,
        )


def _bounded(given: dict[str, Any]) -> dict[str, Any]:
    """Return how to connect, with no statement that may run for ever."""
    options = f"{given.get('options') or ''} -c statement_timeout={STATEMENT_TIMEOUT_MS}"
    bounds = {"connect_timeout": 3, **given, "options": options.strip()}
    return {**bounds, "row_factory": dict_row}


class Appending(msgspec.Struct, frozen=True):
    """One command's worth of events, to be stored as a whole or not at all."""

    command_id: UUID
    events: Sequence[StoredEvent]
    fingerprint: bytes = b""
    status: str = ""
    key: AppealKey | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What became of it: 'stored' with its place, 'taken' (its version), 'repeated' (its id)."""

    kind: str
    version: int
    position: int


class Recorder(PostgresApplicationRecorder):
    """Appends many commands in one round trip; each is refused alone."""

    def __init__(self, datastore: PostgresDatastore) -> None:
        super().__init__(datastore, events_table_name="events")
        self._kept: psycopg.Connection[Any] | None = None
        self._append = _SQL.of("append", city=datastore.schema)

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Any]]:
        """Lend the one connection that the desk works on; after a failure another is taken.

        Raises the library's `OperationalError` when the database is away.
        """
        pool = self.datastore.pool
        try:
            if self._kept is None:
                pool.open()
                self._kept = pool.getconn()
            yield self._kept
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if self._kept is not None:
                pool.putconn(self._kept)
                self._kept = None
            raise OperationalError(str(error)) from error
        except psycopg.IntegrityError as error:
            raise IntegrityError(str(error)) from error

    def close(self) -> None:
        """Give everything back."""
        if self._kept is not None:
            self.datastore.pool.putconn(self._kept)
        self.datastore.close()

    def create_table(self) -> None:
        """Make nothing: tables are made by `casework migrate` and by nobody else."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store all or raise `IntegrityError`; return the positions given."""
        if not stored_events:
            return []
        [outcome] = self.append([Appending(command_id=uuid4(), events=stored_events)])
        if outcome.kind != "stored":
            event = stored_events[0]
            raise IntegrityError(f"{event.originator_id}: a version is already taken")
        return list(range(outcome.position - len(stored_events) + 1, outcome.position + 1))

    def append(self, batch: Sequence[Appending]) -> list[Outcome]:
        """Return the outcome of each, in order. Raise `OperationalError` when the store is away."""
        with self.connection() as conn:
            rows = run(conn, self._append, _columns(batch))
        found = {command: Outcome(kind, v or 0, p or 0) for command, kind, v, p in rows}
        return [found[n] for n in range(1, len(batch) + 1)]


def run(conn: psycopg.Connection[Any], statement: SQL, params: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a prepared statement, in binary."""
    with conn.cursor(row_factory=tuple_row, binary=True) as cursor:
        return cursor.execute(statement, params, prepare=True).fetchall()


def _columns(batch: Sequence[Appending]) -> tuple[list[Any], ...]:
    """Return the batch turned on its side: a list for each parameter of the function."""
    events = [(e, n) for n, a in enumerate(batch, 1) for e in a.events]
    keys = [(a.key, n) for n, a in enumerate(batch, 1) if a.key is not None]
    return (
        [e.originator_id for e, _ in events],
        [e.originator_version for e, _ in events],
        [e.topic for e, _ in events],
        [e.state for e, _ in events],
        [n for _, n in events],
        [a.command_id for a in batch],
        [a.fingerprint for a in batch],
        [a.events[0].originator_id for a in batch],
        [a.status for a in batch],
        [k.stream for k, _ in keys],
        [k.wrapped for k, _ in keys],
        [k.master for k, _ in keys],
        [k.claimant_ref for k, _ in keys],
        [n for _, n in keys],
    )
