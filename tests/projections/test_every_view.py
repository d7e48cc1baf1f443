"""What holds for every view: rebuild = live, whatever the page; a step is counted once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from casework.facts import Recorded
from projections import VIEWS
from projections.engine import log, place, schema
from projections.engine.calendars import Calendars
from projections.engine.errors import Fenced, RebuildFailed, ViewStopped
from projections.engine.folding import step
from projections.engine.rebuild import discard_old, rebuild
from projections.engine.runner import Runner
from projections.engine.view import View
from tests.conftest import City
from tests.projections.lives import live

NAMES = [view.name for view in VIEWS]


@pytest.fixture(scope="module")
def lived(new_city) -> City:
    """A city in which something has happened."""
    city = new_city()
    with city.open() as casework:
        city.furnish(casework)
        live(casework, 120)
    city.project()
    return city


@pytest.fixture(params=VIEWS, ids=NAMES)
def view(request, lived: City) -> View:
    return request.param.with_calendars(Calendars(lived.database.connect, lived.name))


def rows(city: City, name: str, view: View) -> list[tuple[object, ...]]:
    return city.query(f"SELECT {', '.join(view.columns)} FROM {name}.{view.name} ORDER BY 1, 2")


def fresh(city: City, conn: psycopg.Connection, view: View, name: str) -> str:
    generation = f"{city.name}_{view.name}_{name}"
    conn.execute(f"DROP SCHEMA IF EXISTS {generation} CASCADE")
    schema.create(conn, generation, view, indexes=True)
    return generation


@pytest.mark.parametrize("size", [1, 37, 5_000])
def test_the_rows_do_not_depend_on_the_page(lived: City, view: View, size: int):
    with lived.database.connect() as conn:
        other, position = fresh(lived, conn, view, f"by{size}"), 0
        while page := log.page(conn, lived.name, position, size):
            position = step(conn, other, view, position, page)
    assert rows(lived, other, view) == rows(lived, place.schema_of(lived.name, view), view)


def test_every_row_equals_a_fold_from_scratch(lived: City, view: View):
    folded: dict[str, object] = {}
    with lived.database.connect() as conn:
        facts = log.page(conn, lived.name, 0, 100_000)
    for recorded in facts:
        if (key := view.key(recorded)) is not None:
            place_in = f"{key}/{recorded.version}" if view.grows else key
            folded[place_in] = view.fold(folded.get(place_in), recorded)
    live_rows = rows(lived, place.schema_of(lived.name, view), view)
    single = [row for each in folded.values() for row in (each if view.many else (each,))]
    assert sorted(map(str, live_rows)) == sorted(
        str(tuple(getattr(row, column) for column in view.columns)) for row in single
    )


def test_a_rebuild_equals_the_live_view(lived: City, view: View):
    before = rows(lived, place.schema_of(lived.name, view), view)
    done = rebuild(lived.database.connect, lived.name, view, chunk=97)
    assert (done.differing, done.rows) == (0, len(before))
    assert rows(lived, place.schema_of(lived.name, view), view) == before


def test_a_rebuild_by_several_processes_equals_the_live_view(lived: City, view: View):
    assert rebuild(lived.database.connect, lived.name, view, chunk=61, readers=3).differing == 0


def test_a_rebuild_that_fails_leaves_the_live_view(lived: City, view: View):
    before = rows(lived, place.schema_of(lived.name, view), view)
    broken = breaking(view, next(positions(lived, view)))
    for readers, error in [(1, ViewStopped), (2, RebuildFailed)]:
        with pytest.raises(error, match="cannot fold this"):
            rebuild(lived.database.connect, lived.name, broken, readers=readers)
    assert rows(lived, place.schema_of(lived.name, view), view) == before


def test_a_rebuild_finds_what_is_wrong_in_the_live_view(lived: City, view: View):
    table = f"{place.schema_of(lived.name, view)}.{view.name}"
    lived.query(f"DELETE FROM {table} WHERE ctid = (SELECT ctid FROM {table} LIMIT 1) RETURNING 1")
    assert rebuild(lived.database.connect, lived.name, view).differing == 1


def test_the_old_generation_is_kept_until_told(lived: City, view: View):
    rebuild(lived.database.connect, lived.name, view)
    assert rows(lived, f"{place.schema_of(lived.name, view)}_old", view)
    with lived.database.connect() as conn:
        discard_old(conn, lived.name, view)
    with pytest.raises(psycopg.errors.UndefinedTable):
        rows(lived, f"{place.schema_of(lived.name, view)}_old", view)


def test_a_second_runner_is_fenced(lived: City, view: View):
    with lived.database.connect() as conn:
        other = fresh(lived, conn, view, "fenced")
        page = log.page(conn, lived.name, 0, 50)
        step(conn, other, view, 0, page)
        before = rows(lived, other, view)
        with pytest.raises(Fenced):
            step(conn, other, view, 0, page)
    assert rows(lived, other, view) == before


def test_a_step_that_waited_through_a_swap_leaves_the_new_generation_alone(lived: City, view: View):
    """It claimed the old generation; by now the name means the new one."""
    with lived.database.connect() as conn, lived.database.connect() as rival:
        live, new = fresh(lived, rival, view, "swap"), fresh(lived, rival, view, "swap_new")
        rival.execute(f"DROP SCHEMA IF EXISTS {live}_old CASCADE")
        page = log.page(conn, lived.name, 0, 50)
        with ThreadPoolExecutor(1) as thread:
            with rival.transaction():
                rival.execute(f"SELECT FROM {live}.place FOR UPDATE")
                waiting = thread.submit(step, conn, live, view, 0, page)
                until_waiting_for_a_lock(lived, conn.info.backend_pid)
                rival.execute(f"ALTER SCHEMA {live} RENAME TO {live}_old")
                rival.execute(f"ALTER SCHEMA {new} RENAME TO {live}")
            with pytest.raises(Fenced):
                waiting.result()
        assert rows(lived, live, view) == []


def until_waiting_for_a_lock(city: City, pid: int) -> None:
    query = "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s"
    with city.database.connect_owner() as owner:
        for _ in range(10_000):
            if owner.execute(query, (pid,)).fetchone() == (True,):
                return
    raise AssertionError("it does not wait for the lock")


class Broken(Exception):
    """What a fold of the test trips over."""


def breaking(view: View, at: int) -> View:
    def fold(row: object, recorded: Recorded) -> object:
        if recorded.position == at:
            raise Broken("cannot fold this")
        return view.fold(row, recorded)

    return View(
        name=view.name,
        version=view.version,
        folder=view.folder,
        row=view.row,
        key=view.key,
        fold=fold,
        is_first=view.is_first,
        grows=view.grows,
        many=view.many,
    )


def positions(city: City, view: View) -> Iterator[int]:
    with city.database.connect() as conn:
        for recorded in log.page(conn, city.name, 0, 100_000):
            if view.key(recorded) is not None:
                yield recorded.position


def test_a_fact_that_does_not_fold_stops_the_view_and_keeps_its_rows(lived: City, view: View):
    at = list(positions(lived, view))[-1]
    broken = breaking(view, at)
    with lived.database.connect() as conn:
        other = fresh(lived, conn, view, "broken")
        page = log.page(conn, lived.name, 0, 100_000)
        step(conn, other, view, 0, page[: at - 1])
        before = rows(lived, other, view)
        with pytest.raises(ViewStopped, match=f"position {at} .*Broken: cannot fold this"):
            step(conn, other, broken, at - 1, page[at - 1 :])
        assert place.read(conn, other, view).position == at - 1
    assert rows(lived, other, view) == before


def test_the_runner_leaves_word_and_the_other_views_go_on(new_city):
    city = new_city()
    with city.open() as casework:
        city.furnish(casework)
        live(casework, 5)
    tracking, timeline, _, directory, _ = VIEWS
    broken = breaking(tracking, next(positions(city, tracking)))
    runner = Runner(city.database.connect, city.name, [broken, timeline, directory])
    with city.database.connect() as conn:
        while runner.advance(conn):
            pass
        stands = {v.name: place.read(conn, place.schema_of(city.name, v), v) for v in VIEWS}
        last = log.last_position(conn, city.name)
    assert "Broken" in (stands["tracking"].stopped or "")
    assert stands["tracking"].position == 0
    assert stands["timeline"].position == stands["directory"].position == last
