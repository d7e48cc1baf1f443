"""The demo city in a real database, as it was loaded by ordinary commands."""

from collections import Counter

from api.demo.loading import DemoBook, load
from casework.application import Casework
from tests.conftest import City


class Loaded:
    """A city with the demo in it."""

    def __init__(self, city: City, casework: Casework) -> None:
        self.city, self.casework, self.book = city, casework, DemoBook(city.settings)
        self.steps = 0
        casework.adopt_defaults()
        load(casework, self.book, self.count)

    def count(self, done: int) -> None:
        self.steps = done

    def topics(self) -> Counter[str]:
        statement = "SELECT topic, count(*) FROM {city}.events GROUP BY topic"
        return Counter(dict(self.city.query(statement)))  # type: ignore[arg-type]
