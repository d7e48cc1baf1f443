"""What the demo generator hands over: a city, and the steps of its appeals."""

from dataclasses import dataclass
from datetime import datetime

from casework.directory.values import Area, Category, Person, Unit


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who can sign in to the demo; `area` is the grid of a grid worker."""

    name: str
    posts: tuple[str, ...]
    unit: str | None
    display_name: str
    area: str | None = None


@dataclass(frozen=True, slots=True)
class DemoCity:
    """All reference data of one made-up city, as the directory will hold it."""

    areas: tuple[Area, ...]
    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    categories: tuple[Category, ...]
    accounts: tuple[DemoAccount, ...]


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One thing somebody does to one appeal; `at` is aware UTC, `appeal` an index from 0.

    `account` is a name of `DemoCity.accounts`, or the timekeeper or the standing orders. A field
    that names another appeal (`parent`) holds its index.
    """

    at: datetime
    appeal: int
    account: str
    verb: str
    fields: dict[str, object]
