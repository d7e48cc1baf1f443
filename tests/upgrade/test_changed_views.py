"""A view whose folding changed is never read stale: with real processes, both ways.

Rows of the old version under the new program, and rows of the new one under the old program.
"""

import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from msgspec.structs import replace

from api.cli.accounts import open_account
from projections import VIEWS
from projections.agenda import DUE
from tests import examples as x
from tests.conftest import City
from tests.projections.pinning import digest
from tests.projections.test_versions import altered
from tests.upgrade.programs import Program

REFUSED = "of another version: run `casework migrate`"
VERSIONS = {view.name: view.version for view in VIEWS}


class Change(NamedTuple):
    """One that makes other rows of the same facts: where, and a row that shows it."""

    view: str
    file: str
    old: str
    new: str
    shows: str


CLOCK = Change(
    "due",
    "src/casework/appeal/clocks.py",
    'if self.rule == "imported":',
    'if self.rule != "imported":',
    "SELECT rings_at FROM {city}_due.due ORDER BY appeal_no LIMIT 1",
)
UNIT = Change(
    "directory",
    "src/casework/directory/events.py",
    '    duty_phone: str = ""\n',
    '    duty_phone: str = ""\n    fax: str = "-"\n',
    "SELECT attributes FROM {city}_directory.directory WHERE stream = 'unit/U-GR'",
)
_REST = """        position=recorded.position,
        updated_at=envelope.recorded_at,
        **changed"""
VIEW = Change(
    "tracking",
    "projections/tracking/fold.py",
    f"version=recorded.version,\n{_REST}",
    f"version=recorded.version + 100,\n{_REST}",
    "SELECT version FROM {city}_tracking.tracking ORDER BY appeal_no LIMIT 1",
)
CHANGES = pytest.mark.parametrize("change", [CLOCK, UNIT, VIEW], ids=["clock", "unit", "view"])


class Old:
    """A city whose rows this program has made, with one dispatched appeal."""

    def __init__(self, city: City) -> None:
        self.city = city
        with city.open() as casework:
            city.furnish(casework, but=("operator",))
            self.token = open_account(casework, "operator", ("operator",), None)
            self.appeal_no = casework.do(x.collect(), x.operator()).appeal_no
            self.dispatch(casework)
        city.project()

    def dispatch(self, casework: Any) -> None:
        casework.do(replace(x.dispatch(), appeal_no=self.appeal_no), x.operator())

    def shown(self, change: Change) -> Any:
        [(found,)] = self.city.query(change.shows)
        return found

    def position(self, view: str) -> int:
        [(found,)] = self.city.query(f"SELECT position FROM {{city}}_{view}.place")
        return found

    def version(self, view: str) -> int:
        [(found,)] = self.city.query(f"SELECT version FROM {{city}}_{view}.place")
        return found

    def collect(self) -> int:
        """One more fact; its position."""
        with self.city.open() as casework:
            casework.refresh()
            return casework.do(x.collect(), x.operator()).position


@pytest.fixture
def old(new_city: Callable[[], City]) -> Old:
    return Old(new_city())


@pytest.fixture
def newer(old: Old, tmp_path: Path) -> Callable[..., Program]:
    """The program with a change made in it, the version of its view raised as the pin wants."""

    def newer(*changes: Change) -> Program:
        program = Program(old.city, tmp_path / "newer")
        for change in changes:
            program.change(change.file, change.old, change.new)
            assert program.raise_version(change.view) == VERSIONS[change.view] + 1
        return program

    return newer


def until(what: Callable[[], Any], patience: float = 60.0) -> Any:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := what():
            return found
        threading.Event().wait(0.02)
    raise AssertionError(f"not within {patience} s")


@CHANGES
def test_the_pin_wants_a_higher_version(change: Change):
    view = next(v for v in VIEWS if v.name == change.view)
    file = change.file.removeprefix("src/")
    assert digest(view, altered(file, change.old, change.new)) != digest(view)


def test_a_changed_deadline_wants_none_for_it_is_a_fact():
    """A deadline is counted once, by the rules; a view takes what the fact says."""

    def source(path: Path) -> str:
        assert path.name not in ("deadlines.py", "clock_moves.py")
        return path.read_text(encoding="utf-8")

    assert all(digest(view, source) for view in VIEWS)


@pytest.mark.slow
@CHANGES
def test_old_rows_are_not_read_by_a_newer_program_until_it_has_made_them_anew(
    old: Old, newer: Callable[..., Program], change: Change
):
    program, before = newer(change), old.shown(change)
    for words in (["show", old.appeal_no], ["api", "--port", "0"]):
        refused = program.run(*words)
        assert refused.returncode != 0, words
        assert f"view {change.view} are missing or {REFUSED}" in refused.stderr, words
    told = program.run("status", "--json")
    stopped = {n: v["stopped"] for n, v in json.loads(told.stdout)["views"].items() if v["stopped"]}
    was = VERSIONS[change.view]
    assert (told.returncode, old.shown(change)) == (1, before)
    assert stopped == {change.view: f"rows of version {was}, not {was + 1}: run `casework migrate`"}
    migrated = program.run("migrate")
    events = [json.loads(line) for line in migrated.stderr.splitlines()]
    assert [(e["event"], e["view"], e["was"], e["version"]) for e in events] == [
        (f"view.{word}", change.view, was, was + 1) for word in ("rebuilding", "rebuilt")
    ]
    assert old.shown(change) != before
    assert program.run("show", old.appeal_no).returncode == 0


@pytest.mark.slow
def test_new_rows_are_not_read_by_an_older_program(old: Old, newer: Callable[..., Program]):
    assert newer(CLOCK).run("migrate").returncode == 0
    before, older = old.shown(CLOCK), Program(old.city)
    for words in (["export", "list", "list.csv"], ["keep-time"], ["api", "--port", "0"]):
        refused = older.run(*words)
        assert refused.returncode != 0, words
        assert f"view due are missing or {REFUSED}" in refused.stderr, words
    assert "not comparable" in older.run("rebuild", "due").stdout
    assert (old.version("due"), older.run("show", old.appeal_no).returncode) == (DUE.version, 0)
    assert old.shown(CLOCK) != before


@pytest.mark.slow
def test_a_projector_moves_no_rows_of_another_version(
    old: Old, newer: Callable[..., Program], tmp_path: Path
):
    program, before = newer(CLOCK), old.position("due")
    with program.running(tmp_path / "log", "project"):
        last = old.collect()
        until(lambda: old.position("tracking") == last)
    assert (old.position("due"), old.version("due")) == (before, DUE.version)
    assert "view.foreign" in (tmp_path / "log").read_text()


@pytest.mark.slow
def test_a_running_program_neither_reads_nor_moves_what_an_upgrade_swapped_under_it(
    old: Old, newer: Callable[..., Program], tmp_path: Path
):
    program, older, log = newer(CLOCK, VIEW), Program(old.city), tmp_path / "project.log"
    port = free_port()
    with (
        older.running(tmp_path / "api.log", "api", "--port", str(port)),
        older.running(log, "project"),
    ):
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}")
        client.headers["Authorization"] = f"Bearer {old.token}"
        until(lambda: status_of(client, "/health/ready") == 200)
        last = old.collect()
        until(lambda: old.position("due") == old.position("tracking") == last)
        assert status_of(client, "/v1/tracking") == 200
        assert program.run("migrate").returncode == 0
        until(lambda: status_of(client, "/v1/tracking") == 503)
        assert status_of(client, f"/v1/tracking/{old.appeal_no}/timeline") == 503
        assert "not 1: run `casework migrate`" in client.get("/health/ready").text
        last = old.collect()
        until(lambda: old.position("timeline") == last)
        assert old.position("due") == old.position("tracking") < last
        until(lambda: log.read_text().count("view.foreign") == 2)
        client.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def status_of(client: httpx.Client, path: str) -> int:
    try:
        return client.get(path).status_code
    except httpx.TransportError:
        return 0
