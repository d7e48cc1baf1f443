"""Where a trial is replayed into: a schema of its own, gone when it was compared."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from casework.sql import Statements, schema_of
from projections.engine.rebuild import Connect

LOCK = 0x7472696C
_SQL = Statements(__file__)


@contextmanager
def schema_for_a_while(connect: Connect, city: str) -> Iterator[str]:
    """Yield its name. It is dropped whatever happens; by the next trial where this one is killed.

    A lock that ends with the connection says that a trial is still on.
    """
    name = schema_of(city, f"trial_{os.getpid()}")
    with connect() as conn:
        conn.execute(_SQL.of("lock"), (LOCK, name))
        _sweep(conn, city)
        try:
            yield name
        finally:
            _drop(conn, name)


def _sweep(conn: psycopg.Connection, city: str) -> None:
    """Drop what was left by a process that is no more."""
    for (name,) in conn.execute(_SQL.of("trials"), (f"^{city}_trial_[0-9]+$",)).fetchall():
        lock = conn.execute(_SQL.of("try_lock"), (LOCK, name))
        if lock.fetchone() == (True,):
            _drop(conn, name)
            conn.execute(_SQL.of("unlock"), (LOCK, name))


def _drop(conn: psycopg.Connection, name: str) -> None:
    conn.execute(_SQL.of("drop", schema=name))
