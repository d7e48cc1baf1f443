"""The demo city and every log of the real files, each in a city of its own."""

import json
from collections.abc import Callable

import pytest

from api.demo.loading import DemoBook, load
from tests.audit.drawing import Log
from tests.conftest import City
from tests.demo.demo_year import UNTIL
from tests.imports.conftest import FILES, bring_in, real_file

Make = Callable[[str], Log]


@pytest.fixture(scope="session")
def demo_log(new_city: Callable[[], City]) -> Log:
    """The demo's year, up to the day that all its tests look at."""
    city = new_city()
    book = city.settings.data / f"demo-{city.name}.json"
    book.write_text(json.dumps({"loaded": False, "until": UNTIL.isoformat(), "tokens": {}}))
    with city.open() as casework:
        casework.adopt_defaults()
        load(casework, DemoBook(city.settings))
    return Log(city)


@pytest.fixture(scope="session")
def imported_log(new_city: Callable[[], City], tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Made once for each file; copies, because a report would be written beside the file."""
    made: dict[str, Log] = {}

    def log(name: str) -> Log:
        if name not in made:
            file = real_file(FILES[name])
            copy = tmp_path_factory.mktemp("real") / file.name
            copy.write_bytes(file.read_bytes())
            city = new_city()
            with city.open() as casework:
                bring_in(casework, copy, name)
            made[name] = Log(city)
        return made[name]

    return log
