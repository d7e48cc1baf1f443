"""The real files, a city that has imported them all, and short ways to import a text."""

import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from api.files.imports import Imported, import_file, load_mapping
from casework.application import Casework
from tests.conftest import City
from tests.imports.telling import HEAD, HEADER, NOTES, mapping_file

DATA = Path(__file__).parents[3] / "shared" / "data"
FILES = {
    "permits": "permits-1434.csv",
    "incidents": "incidents-300.csv",
    "problems": "problems-1487.csv",
    "boston311": "boston311-100.csv",
    "taidi-replied": "taidi-replied-120.csv",
    "taidi-labelled": "taidi-labelled-495.csv",
    "taidi-repeats": "taidi-repeats-30.csv",
}

Import = Callable[..., Imported]


def real_file(name: str) -> Path:
    """A file of real records; they are not part of the project."""
    if not (DATA / name).is_file():
        pytest.skip(f"the real records are not here: {DATA / name}")
    return DATA / name


def bring_in(casework: Casework, file: Path, mapping: str) -> Imported:
    return import_file(casework, file, load_mapping(mapping), Console(file=StringIO()))


class Everything:
    """A city with every real file in it, and what was said of each import."""

    def __init__(self, city: City, imported: dict[str, Imported]) -> None:
        self.city, self.imported = city, imported

    def ask(self, system: str, what: str) -> object:
        """One figure over the tracking rows of one system."""
        statement = f"SELECT {what} FROM {{city}}_tracking.tracking WHERE source = %s"
        return self.city.query(statement, system)[0][0]

    def moments(self, system: str, topic: str) -> list[tuple[object, ...]]:
        """The numbers of the cases and the times, of every fact of one kind."""
        statement = (
            "SELECT substr(stream, length(%s) + 2), (fact->'envelope'->>'occurred_at')::timestamptz"
            " FROM {city}.readable WHERE stream LIKE %s || '-%%' AND topic = %s ORDER BY position"
        )
        return self.city.query(statement, system, system, topic)

    def said(self, system: str, topic: str, field: str) -> list[tuple[object, ...]]:
        """The numbers of the cases and one field, of every fact of one kind."""
        statement = (
            "SELECT substr(stream, length(%s) + 2), fact->'payload'->%s"
            " FROM {city}.readable WHERE stream LIKE %s || '-%%' AND topic = %s ORDER BY position"
        )
        return self.city.query(statement, system, field, system, topic)

    def topics(self, system: str) -> dict[str, int]:
        """How many facts of each kind there are of one system."""
        statement = (
            "SELECT topic, count(*) FROM {city}.events WHERE originator_id LIKE %s || '-%%'"
            " GROUP BY topic"
        )
        return dict(self.city.query(statement, system))  # type: ignore[arg-type]

    def facts(self, system: str, topic: str) -> int:
        statement = (
            "SELECT count(*) FROM {city}.events WHERE originator_id LIKE %s || '-%%' AND topic = %s"
        )
        [(found,)] = self.city.query(statement, system, topic)
        assert isinstance(found, int)
        return found


@pytest.fixture(scope="session")
def everything(
    new_city: Callable[[], City], tmp_path_factory: pytest.TempPathFactory
) -> Everything:
    """Read once for all: copies, because a report would be written beside the file."""
    folder = tmp_path_factory.mktemp("real")
    copies = {name: folder / real_file(file).name for name, file in FILES.items()}
    city = new_city()
    with city.open() as casework:
        imported = {}
        for name, copy in copies.items():
            copy.write_bytes(real_file(copy.name).read_bytes())
            imported[name] = bring_in(casework, copy, name)
    city.project()
    return Everything(city, imported)


@pytest.fixture(scope="module")
def module_city(new_city: Callable[[], City]) -> City:
    return new_city()


@pytest.fixture(scope="module")
def open_city(module_city: City) -> Iterator[Casework]:
    with module_city.open() as casework:
        yield casework


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    """A system of its own for each test: the city is shared by all of them."""
    system = f"t{time.time_ns():x}"
    return str(mapping_file(tmp_path, HEAD.replace('"desk"', f'"{system}"') + NOTES))


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    def write(rows: str) -> Path:
        (file := tmp_path / "table.csv").write_text(HEADER + rows, encoding="utf-8")
        return file

    return write
