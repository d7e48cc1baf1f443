"""重建: a view made anew from the first fact, beside the live one, then put in its place."""

import gc
import time
from collections.abc import Callable

import msgspec
import psycopg

from projections.engine import log, place, schema
from projections.engine.folding import step
from projections.engine.view import View

CHUNK = 50_000
NEAR = 2_000


class Rebuilt(msgspec.Struct, frozen=True):
    """What a rebuild did. `differing` is None where the two generations are not comparable."""

    view: str
    facts: int
    fold_seconds: float
    index_seconds: float
    rows: int
    differing: int | None


def rebuild(
    connect: Callable[[], psycopg.Connection], city: str, view: View, chunk: int = CHUNK
) -> Rebuilt:
    """Fold all into fresh tables, index, catch up, compare, swap; the old stay as `…_old`."""
    live, new = place.schema_of(city, view), f"{place.schema_of(city, view)}_new"
    with connect() as reader, connect() as writer:
        writer.execute(f"DROP SCHEMA IF EXISTS {new} CASCADE")
        schema.create(writer, new, view, indexes=False)
        began = time.perf_counter()
        facts = _fold_all(reader, writer, city, new, view, chunk)
        folded = time.perf_counter()
        schema.within(writer, new, view.indexes_sql)
        writer.execute(f"ANALYZE {new}.{view.name}")
        indexed = time.perf_counter()
        _catch_up(writer, city, new, view)
        rows, differing = _swap(writer, city, live, new, view)
    return Rebuilt(view.name, facts, folded - began, indexed - folded, rows, differing)


def discard_old(conn: psycopg.Connection, city: str, view: View) -> None:
    """Drop the generation that a rebuild kept."""
    conn.execute(f"DROP SCHEMA IF EXISTS {place.schema_of(city, view)}_old CASCADE")


def _fold_all(
    reader: psycopg.Connection, writer: psycopg.Connection,
    city: str, new: str, view: View, chunk: int,
) -> int:  # fmt: skip
    """The bulk of the facts. The collector of cycles rests meanwhile: there are none to find."""
    position, until = 0, log.last_position(reader, city)
    gc.disable()
    try:
        for facts in log.stream(reader, city, 0, until, chunk):
            position = step(writer, new, view, position, facts)
    finally:
        gc.enable()
    return until


def _catch_up(conn: psycopg.Connection, city: str, new: str, view: View) -> None:
    position = place.read(conn, new, view).position
    while facts := log.page(conn, city, position):
        position = step(conn, new, view, position, facts)
        if len(facts) < NEAR:
            return


def _swap(
    conn: psycopg.Connection, city: str, live: str, new: str, view: View
) -> tuple[int, int | None]:
    """With the live view held still: catch up to it, compare, rename. Readers are not held up."""
    with conn.transaction():
        conn.execute(f"SELECT FROM {live}.place FOR UPDATE")
        stands = place.read(conn, live, view)
        _follow_to(conn, city, new, view, stands.position)
        rows, differing = _compare(conn, live, new, view, comparable=stands.digest == view.digest)
        conn.execute(f"DROP SCHEMA IF EXISTS {live}_old CASCADE")
        conn.execute(f"ALTER SCHEMA {live} RENAME TO {live}_old")
        conn.execute(f"ALTER SCHEMA {new} RENAME TO {live}")
    return rows, differing


def _follow_to(conn: psycopg.Connection, city: str, new: str, view: View, until: int) -> None:
    position = place.read(conn, new, view).position
    while position < until:
        facts = [f for f in log.page(conn, city, position) if f.position <= until]
        position = step(conn, new, view, position, facts)


def _compare(
    conn: psycopg.Connection, live: str, new: str, view: View, *, comparable: bool
) -> tuple[int, int | None]:
    """Rows of the new generation, and how many differ from the live one at the same position."""
    table, columns = view.name, ", ".join(view.columns)
    [rows] = conn.execute(f"SELECT count(*) FROM {new}.{table}").fetchone() or (0,)
    positions = {place.read(conn, s, view).position for s in (live, new)}
    if not comparable or len(positions) > 1:
        return rows, None
    hashes = "SELECT hashtextextended(ROW({c})::text, 0) AS h FROM {s}.{t}"
    a, b = (hashes.format(c=columns, s=s, t=table) for s in (live, new))
    [differing] = conn.execute(
        f"SELECT count(*) FROM (({a} EXCEPT ALL {b}) UNION ALL ({b} EXCEPT ALL {a})) d"
    ).fetchone() or (0,)
    return rows, differing
