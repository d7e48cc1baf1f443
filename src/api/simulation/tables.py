"""Where a trial is replayed into: a schema of its own, gone when it was compared."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from projections.engine.rebuild import Connect

LOCK = 0x7472696C


@contextmanager
def schema_for_a_while(connect: Connect, city: str) -> Iterator[str]:
    """Its name. It is dropped whatever happens; where this process is killed, by the next trial.

    A lock that ends with the connection says that a trial is still on.
    """
    name = f"{city}_trial_{os.getpid()}"
    with connect() as conn:
        conn.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", (LOCK, name))
        _sweep(conn, city)
        try:
            yield name
        finally:
            _drop(conn, name)


def _sweep(conn: psycopg.Connection, city: str) -> None:
    """Drop what was left by a process that is no more."""
    query = "SELECT nspname FROM pg_namespace WHERE nspname ~ %s"
    for (name,) in conn.execute(query, (f"^{city}_trial_[0-9]+$",)).fetchall():
        lock = conn.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", (LOCK, name))
        if lock.fetchone() == (True,):
            _drop(conn, name)
            conn.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", (LOCK, name))


def _drop(conn: psycopg.Connection, name: str) -> None:
    conn.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
