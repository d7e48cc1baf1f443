"""One real PostgreSQL for the whole run; a city of its own for whoever asks."""

from collections.abc import Callable, Container, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.cli.opening import prepare
from casework.application import Casework
from casework.directory.commands import OpenAccount, RegisterEntries
from casework.facts import Caller
from casework.runtime import logs
from casework.runtime.database import Database, locate
from casework.runtime.embedded import EmbeddedPostgres
from casework.runtime.settings import Settings
from casework.vault import Vault
from projections import VIEWS
from projections.engine.runner import Runner

if TYPE_CHECKING:
    from tests.demo.loaded import Loaded

_numbers = count(1)
ADMIN = Caller("admin", frozenset({"admin"}))


class City:
    """A prepared city: its settings, its database, its vault, and short ways to use them."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.name = settings, settings.city
        self.database: Database = locate(settings)
        self.vault: Vault = prepare(settings, self.database)

    def open(self, **more: object) -> Casework:
        return Casework(self.settings, self.database, self.vault, **more)  # type: ignore[arg-type]

    def project(self) -> int:
        """Bring every view to the end of the log; gives the facts folded."""
        folded = 0
        runner = Runner(self.database.connect, self.name, VIEWS)
        with self.database.connect() as conn:
            while moved := runner.advance(conn):
                folded += moved
        return folded

    def query(self, statement: str, *params: object) -> list[tuple[object, ...]]:
        with self.database.connect() as conn:
            cursor = conn.execute(statement.replace("{city}", self.name), params)
            return cursor.fetchall()

    def furnish(self, casework: Casework, *, but: Container[str] = ()) -> None:
        """The directory of the examples, for real, and its accounts, but for some."""
        from tests import examples

        casework.adopt_defaults()
        casework.do(RegisterEntries(entries=examples.ENTRIES), ADMIN)
        for name, posts, unit in examples.ACCOUNTS:
            if name in but:
                continue
            token = sha256(name.encode()).hexdigest()
            casework.do(OpenAccount(name=name, posts=posts, token_sha256=token, unit=unit), ADMIN)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a running PostgreSQL in it."""
    logs.set_up("json")
    folder = tmp_path_factory.mktemp("data")
    server = EmbeddedPostgres(folder / "postgres")
    server.start()
    yield folder
    server.stop()


@pytest.fixture(scope="session")
def new_city(data: Path) -> Callable[[], City]:
    """Makes a city that nobody else uses."""
    return lambda: City(Settings(data=data, city=f"city{next(_numbers)}"))


@pytest.fixture
def city(new_city: Callable[[], City]) -> City:
    """A fresh, empty city."""
    return new_city()


@pytest.fixture
def casework(city: City) -> Iterator[Casework]:
    """A fresh city with the directory of the examples, open for commands."""
    with city.open() as opened:
        city.furnish(opened)
        yield opened


@pytest.fixture(scope="session")
def loaded(new_city: Callable[[], City]) -> "Iterator[Loaded]":
    """The demo city with its year, loaded once for all; nobody changes it."""
    from tests.demo.loaded import Loaded

    city = new_city()
    with city.open() as casework:
        yield Loaded(city, casework)
