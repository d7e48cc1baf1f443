"""A city on a played clock, with a keeper that is asked to tick by the test."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from api.automation.keeping import Keeper
from casework.appeal import commands as c
from casework.application import Casework
from casework.facts import Caller
from casework.requests import Answer
from tests import examples as x
from tests.conftest import City


class Played:
    """A city whose clock the test moves."""

    def __init__(self, city: City, casework: Casework) -> None:
        self.city, self.casework = city, casework
        self.keeper = Keeper(casework, city.database.connect, lambda: self.now)

    now: datetime = x.NOW

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)

    def do(self, command: c.AppealCommand, by: Caller) -> Answer:
        return self.casework.do(command, by)

    def collect(self, **more: object) -> str:
        return self.casework.do(x.collect(**more), x.operator()).appeal_no

    def tick(self) -> int:
        """One tick on views that know of everything."""
        self.city.project()
        with self.city.database.connect() as conn:
            return self.keeper.once(conn)

    def keep(self) -> None:
        """Tick until nothing rings any more at this instant."""
        while self.tick():
            pass
        self.city.project()

    def facts(self, appeal_no: str) -> list[str]:
        rows = self.city.query(
            "SELECT topic FROM {city}.events WHERE originator_id = %s ORDER BY originator_version",
            appeal_no,
        )
        return [str(row[0]) for row in rows]

    def overdue(self, appeal_no: str) -> list[tuple[str, int, str]]:
        """Clock, level and who was told, in order."""
        rows = self.city.query(
            "SELECT fact->'payload'->>'clock', (fact->'payload'->>'level')::int,"
            " fact->'payload'->>'to' FROM {city}.readable"
            " WHERE stream = %s AND topic = 'clock.overdue' ORDER BY version",
            appeal_no,
        )
        return [(str(clock), int(str(level)), str(to)) for clock, level, to in rows]

    def status(self, appeal_no: str) -> str:
        self.city.project()
        statement = "SELECT status FROM {city}_tracking.tracking WHERE appeal_no = %s"
        [(status,)] = self.city.query(statement, appeal_no)
        return str(status)


@pytest.fixture
def played(city: City) -> Iterator[Played]:
    """A furnished city at the examples' instant."""
    found: list[Played] = []
    with city.open(clock=lambda: found[0].now if found else x.NOW) as casework:
        city.furnish(casework)
        found.append(Played(city, casework))
        yield found[0]
