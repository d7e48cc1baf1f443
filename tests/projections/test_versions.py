"""A view's version says which rows it makes: pinned to its sources, compared by who reads it."""

import asyncio
from pathlib import Path

import psycopg
import pytest
import structlog
from msgspec.structs import replace

from api.automation.keeping import Keeper
from api.cli import opening
from api.http.service import Service
from projections import VIEWS
from projections.accountability import ACCOUNTABILITY
from projections.agenda import DUE
from projections.engine import place
from projections.engine.errors import NotMigrated
from projections.engine.lag import Lag, lags
from projections.engine.runner import Runner
from projections.tracking import TRACKING
from tests import examples
from tests.projections.pinning import digest, now, pins, read

BY_NAME = {view.name: view for view in VIEWS}
CLOCKS = "casework/appeal/clock_changes.py"


def altered(file: str, old: str, new: str):
    """The sources, but for one place in one file."""

    def source(path: Path) -> str:
        text = read(path)
        if not path.as_posix().endswith(file):
            return text
        assert old in text
        return text.replace(old, new)

    return source


@pytest.mark.finding("C2")
def test_what_makes_the_rows_is_what_the_version_was_pinned_to():
    differ = {name for name, found in now().items() if pins().get(name) != found}
    assert not differ, "raise the version of these views, then: python -m tests.projections.pin"


@pytest.mark.finding("C2")
@pytest.mark.parametrize("view", [DUE, ACCOUNTABILITY])
def test_a_changed_rule_of_the_clocks_wants_a_higher_version(view):
    changed = altered(CLOCKS, "def apply_to_clocks(", "def unwind(")
    assert digest(view, changed) != digest(view)
    assert digest(BY_NAME["directory"], changed) == digest(BY_NAME["directory"])


@pytest.mark.finding("C2")
def test_a_changed_column_or_fold_wants_a_higher_version():
    for file, old, new in (
        ("tracking/schema.sql", "text", "varchar"),
        ("tracking/fold.py", "def fold(", "def bend("),
    ):
        assert digest(TRACKING, altered(file, old, new)) != digest(TRACKING)


@pytest.mark.finding("C2")
@pytest.mark.parametrize("view", VIEWS, ids=BY_NAME)
def test_a_comment_a_docstring_or_a_blank_line_wants_none(view):
    def source(path: Path) -> str:
        if path.suffix == ".sql":
            return f"-- another word\n{read(path)}\n\n"
        return f'"""Another word."""\n\n\n{read(path)}\n# and another\n'

    assert digest(view, source) == digest(view)


def shown(city, view) -> tuple[int, int]:
    with city.database.connect() as conn:
        found = place.read(conn, place.schema_of(city.name, view), view)
    return found.version, found.position


def raised(monkeypatch: pytest.MonkeyPatch, view):
    """The program as it would be with a higher version of one view."""
    higher = replace(view, version=view.version + 1)
    views = tuple(higher if v.name == view.name else v for v in VIEWS)
    monkeypatch.setattr(opening, "VIEWS", views)
    return higher


@pytest.mark.finding("C2")
def test_migrating_rebuilds_what_another_version_made_and_says_so(new_city, monkeypatch):
    city = new_city()
    with city.open() as casework:
        city.furnish(casework)
    city.project()
    higher, before = raised(monkeypatch, BY_NAME["directory"]), shown(city, DUE)
    with structlog.testing.capture_logs() as logs:
        opening.prepare(city.settings, city.database)
    assert shown(city, higher)[0] == higher.version
    told = [(log["event"], log["view"], log["was"], log["version"]) for log in logs]
    assert told == [
        (f"view.{word}", "directory", higher.version - 1, higher.version)
        for word in ("rebuilding", "rebuilt")
    ]
    assert shown(city, DUE) == before


@pytest.mark.finding("C2")
def test_tables_from_before_there_were_versions_are_rebuilt(new_city):
    city = new_city()
    with city.database.connect() as conn:
        conn.execute(
            f"ALTER TABLE {city.name}_due.place DROP COLUMN version;"
            f" ALTER TABLE {city.name}_due.place ADD digest text NOT NULL DEFAULT 'x'"
        )
    assert shown(city, DUE)[0] == 0
    opening.prepare(city.settings, city.database)
    assert shown(city, DUE)[0] == DUE.version


@pytest.mark.finding("C2")
def test_a_view_of_another_version_is_neither_read_nor_moved(new_city):
    city = new_city()
    with city.open() as casework:
        city.furnish(casework)
    higher = replace(BY_NAME["directory"], version=99)
    with city.database.connect() as conn:
        with pytest.raises(NotMigrated):
            place.require(conn, place.schema_of(city.name, higher), higher)
        moved = Runner(city.database.connect, city.name, [higher]).advance(conn)
        assert moved == 0
    assert shown(city, BY_NAME["directory"])[1] == 0


def test_a_generation_that_another_version_put_in_place_is_not_moved(new_city):
    """Though it begins where the projector of before had come to."""
    city, view = new_city(), BY_NAME["directory"]
    with city.open() as casework, city.database.connect() as conn:
        city.furnish(casework)
        runner = Runner(city.database.connect, city.name, [view])
        assert runner.advance(conn)
        stood = shown(city, view)[1]
        conn.execute(f"UPDATE {city.name}_directory.place SET version = 99")
        casework.do(examples.collect(), examples.operator())
        with structlog.testing.capture_logs() as logs:
            runner.advance(conn)
            assert runner.advance(conn) == 0
    assert shown(city, view) == (99, stood)
    assert [log["event"] for log in logs] == ["view.fenced", "view.foreign"]


def test_time_is_not_kept_by_rows_of_another_version(casework, city):
    with city.database.connect() as conn:
        conn.execute(f"UPDATE {city.name}_due.place SET version = 99")
        with pytest.raises(NotMigrated):
            Keeper(casework, city.database.connect).once(conn)


@pytest.mark.finding("C2")
def test_the_api_does_not_start_on_rows_of_another_version(new_city):
    city = new_city()
    with city.database.connect() as conn:
        conn.execute(f"UPDATE {city.name}_due.place SET version = 99")

    async def start() -> None:
        service = Service(city.settings, city.database, city.vault)
        try:
            await service.open()
        finally:
            assert service.pool.closed

    with pytest.raises(NotMigrated):
        asyncio.run(start())


@pytest.mark.finding("C2")
def test_a_view_of_another_version_is_told_as_stopped(new_city):
    city = new_city()
    with city.database.connect() as conn:
        conn.execute(f"UPDATE {city.name}_due.place SET version = 99")

    async def look() -> dict[str, Lag]:
        async with await psycopg.AsyncConnection.connect(city.database.service_url) as conn:
            return await lags(conn, city.name, VIEWS)

    stopped = {name: lag.stopped for name, lag in asyncio.run(look()).items() if lag.stopped}
    assert stopped == {"due": f"rows of version 99, not {DUE.version}: run `casework migrate`"}
