"""The demo city in a real database, loaded once, and short ways to simulate over it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from api.demo.loading import DemoBook, load
from api.reports.simulation import (
    KnownCity,
    Simulation,
    SimulationRequest,
    read_hypothesis,
    simulate,
)
from casework.facts import Recorded
from casework.policy.defaults import default_rules
from projections.engine import log
from tests.conftest import City

NOW = datetime.now(UTC)
LAST = NOW.date() - timedelta(days=30)
FIRST = LAST - timedelta(days=92)


class Loaded:
    """A city with the demo in it."""

    def __init__(self, city: City) -> None:
        self.city = city
        with city.open() as casework:
            casework.adopt_defaults()
            load(casework, DemoBook(city.settings))
            casework.refresh()
            self.known = KnownCity(city.database, city.name, casework.policies, casework.directory)

    def simulate(
        self, *, begins: date = FIRST, ends: date = LAST, by: str | None = None, **files: Path
    ) -> Simulation:
        other = read_hypothesis(self.known.policies, **files)
        return simulate(
            self.known, other, SimulationRequest(begins=begins, ends=ends, now=NOW, policy=by)
        )

    def facts(self) -> list[Recorded]:
        with self.city.database.connect() as conn:
            return log.page(conn, self.city.name, 0, 100_000)


@pytest.fixture(scope="session")
def loaded(new_city: Callable[[], City]) -> Loaded:
    return Loaded(new_city())


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file."""

    def write(name: str, text: str) -> Path:
        (file := tmp_path / name).write_text(text, encoding="utf-8")
        return file

    return write


def rules_with(*changes: tuple[str, str, str]) -> str:
    """The default rules, where each rule named has another line for a key."""
    before, *rules = default_rules().split("[[limit]]")
    for id, key, amount in changes:
        [n] = [n for n, rule in enumerate(rules) if f'id = "{id}"' in rule]
        lines = rules[n].splitlines(keepends=True)
        rules[n] = "".join(
            f'{key} = "{amount}"\n' if line.startswith(f"{key} =") else line for line in lines
        )
    return "[[limit]]".join([before, *rules])
