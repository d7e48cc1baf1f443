"""重建: a view made anew from the first fact, beside the live one, then put in its place."""

import gc
import os
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue

import msgspec
import psycopg

from casework.facts import Recorded
from casework.sql import Statements, columns, schema_of
from projections.engine import log, place, schema
from projections.engine.calendars import Calendars
from projections.engine.errors import RebuildFailed
from projections.engine.folding import apply, step
from projections.engine.view import CalendarOf, View

CHUNK = 50_000
NEAR = 2_000
MOST_READERS = 4

_SQL = Statements(__file__)

Connect = Callable[[], psycopg.Connection]
Lens = Callable[[Recorded], Recorded | None]
Share = tuple[int, int]
Fold = Callable[[Share], None]


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """What is folded: all facts up to a position, into fresh tables of a view, so many at a time.

    A `lens` says what each fact looks like, or that it is not seen at all: the past as it was
    known, or as it would have been under other rules.
    """

    city: str
    view: View
    into: str
    until: int
    lens: Lens | None = None
    chunk: int = CHUNK

    def seen(self, facts: list[Recorded]) -> list[Recorded]:
        """Return the facts as they are seen."""
        if (lens := self.lens) is None:
            return facts
        return [seen for fact in facts if (seen := lens(fact)) is not None]


class Rebuilt(msgspec.Struct, frozen=True):
    """What a rebuild did. `differing` is None where the two generations are not comparable."""

    view: str
    facts: int
    fold_seconds: float
    index_seconds: float
    rows: int
    differing: int | None


def rebuild(
    connect: Connect, city: str, view: View, chunk: int = CHUNK, readers: int | None = None
) -> Rebuilt:
    """Fold all into fresh tables, index, catch up, compare, swap; the old stay as `…_old`.

    Raises `RebuildFailed` or `ViewStopped`; then nothing has changed.
    """
    live = place.schema_of(city, view)
    new = schema_of(live, "new")
    began = time.perf_counter()
    with connect() as writer:
        facts = log.last_position(writer, city)
    whole = Replay(city=city, view=view, into=new, until=facts, chunk=chunk)
    replay(connect, whole, readers=readers)
    folded = time.perf_counter()
    with connect() as writer:
        index(writer, new, view)
        indexed = time.perf_counter()
        view = view.with_calendars(Calendars(connect, city))
        _catch_up(writer, city, new, view)
        rows, differing = _swap(writer, city, live, new, view)
    return Rebuilt(view.name, facts, folded - began, indexed - folded, rows, differing)


def replay(
    connect: Connect,
    asked: Replay,
    *,
    calendar_of: CalendarOf | None = None,
    readers: int | None = None,
) -> None:
    """Fold what is asked into tables of their own, not indexed yet.

    Where the facts that are seen were counted by calendars that were never published,
    `calendar_of` knows them.
    """
    city, into = asked.city, asked.into
    view = asked.view.with_calendars(calendar_of or Calendars(connect, city))
    with connect() as writer:
        drop(writer, into)
        schema.create(writer, into, view, indexes=False)
    fold = partial(_fold_share, connect, msgspec.structs.replace(asked, view=view))
    _fold_all(fold, view, readers or _spare_processors())
    with connect() as writer:
        place.begin(writer, into, log.at(writer, city, asked.until))


def index(conn: psycopg.Connection, into: str, view: View) -> None:
    """Make a generation quick to read, once its rows are there."""
    schema.within(conn, into, view.indexes_sql)
    conn.execute(_SQL.of("analyze", schema=into, table=view.name))


def drop(conn: psycopg.Connection, generation: str) -> None:
    """Drop a generation, if it is there."""
    conn.execute(_SQL.of("drop", schema=generation))


def discard_old(conn: psycopg.Connection, city: str, view: View) -> None:
    """Drop the generation that a rebuild kept."""
    drop(conn, schema_of(place.schema_of(city, view), "old"))


def _fold_all(fold: Fold, view: View, readers: int) -> None:
    """Fold the bulk of the facts, streams shared out among processes: a row is of one stream."""
    if readers == 1:
        fold((0, 1))
        return
    fork = get_context("fork")
    failures = fork.SimpleQueue()
    processes = [
        fork.Process(target=_in_process, args=(fold, (k, readers), failures))
        for k in range(readers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        reason = "a process ended early" if failures.empty() else failures.get()
        raise RebuildFailed(view=view.name, reason=reason)


def _in_process(fold: Fold, share: Share, failures: "SimpleQueue[str]") -> None:
    """Do a process's whole work; what goes wrong is put in words, the only thing that crosses."""
    try:
        fold(share)
    except KeyboardInterrupt:
        sys.exit(1)
    except Exception as error:
        failures.put(f"{type(error).__name__}: {error}")
        sys.exit(1)


def _fold_share(connect: Connect, asked: Replay, share: Share) -> None:
    """Fold one process's streams. The collector of cycles rests: there are none to find."""
    gc.disable()
    try:
        with connect() as reader, connect() as writer:
            for facts in log.stream(reader, asked.city, asked.until, asked.chunk, share):
                seen = asked.seen(facts)
                with writer.transaction():
                    apply(writer, asked.into, asked.view, seen)
    finally:
        gc.enable()


def _spare_processors() -> int:
    """Return how many readers: one a processor, and one in all where threads forbid to fork."""
    return min(os.cpu_count() or 1, MOST_READERS) if threading.active_count() == 1 else 1


def _catch_up(conn: psycopg.Connection, city: str, new: str, view: View) -> None:
    position = place.read(conn, new, view).position
    while facts := log.page(conn, city, position):
        position = step(conn, new, view, position, facts)
        if len(facts) < NEAR:
            return


def _swap(
    conn: psycopg.Connection, city: str, live: str, new: str, view: View
) -> tuple[int, int | None]:
    """Catch up to the live view, held still, compare, rename. Readers are not held up."""
    with conn.transaction():
        place.hold(conn, live)
        stands = place.read(conn, live, view)
        _follow_to(conn, city, new, view, stands.position)
        rows, differing = _compare(conn, live, new, view, comparable=stands.version == view.version)
        old = schema_of(live, "old")
        drop(conn, old)
        conn.execute(_SQL.of("rename", schema=live, to=old))
        conn.execute(_SQL.of("rename", schema=new, to=live))
    return rows, differing


def _follow_to(conn: psycopg.Connection, city: str, new: str, view: View, until: int) -> None:
    position = place.read(conn, new, view).position
    while position < until:
        facts = [f for f in log.page(conn, city, position) if f.position <= until]
        position = step(conn, new, view, position, facts)


def _compare(
    conn: psycopg.Connection, live: str, new: str, view: View, *, comparable: bool
) -> tuple[int, int | None]:
    """Return the rows of the new generation, and how many differ from the live one's, where both
    are at the same position."""
    table = view.name
    [rows] = conn.execute(_SQL.of("count", schema=new, table=table)).fetchone() or (0,)
    positions = {place.read(conn, s, view).position for s in (live, new)}
    if not comparable or len(positions) > 1:
        return rows, None
    of_row = columns(view.columns)
    both = (_SQL.of("hashes", schema=s, table=table, columns=of_row) for s in (live, new))
    differing_rows = _SQL.of("differing", **dict(zip(("live", "new"), both, strict=True)))
    [differing] = conn.execute(differing_rows).fetchone() or (0,)
    return rows, differing
