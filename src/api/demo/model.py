"""What the demo generator hands over: a city, and the steps of its appeals."""

from dataclasses import dataclass
from datetime import datetime

from casework.directory.events import Ring


@dataclass(frozen=True, slots=True)
class Area:
    """A place in the tree; level is city, street, community, grid or micro_grid.

    `aliases` are what people call it and what lies in it, `shape` its rings on the map.
    """

    code: str
    name: str
    level: str
    parent_code: str | None
    aliases: tuple[str, ...] = ()
    shape: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Who holds a post in a grid: party_guide, grid_worker or micro_grid_worker."""

    person_id: str
    name: str
    post: str
    area_code: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A handling unit (承办单位): centre, department, utility, street, community or property.

    `duties` are the categories that a community may lead; others lead any.
    """

    code: str
    name: str
    kind: str
    parent_code: str | None
    area_codes: tuple[str, ...]
    may_lead: bool
    duties: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of appeal; `lead` is a unit code, or "street" for the street of the place.

    First-level categories have neither parent nor lead; those of water, heat, power and gas are
    marked as `utility` (水电气热).
    """

    code: str
    name: str
    parent_code: str | None
    lead: str | None
    utility: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in to the demo; `area` is the grid of a grid worker."""

    name: str
    posts: tuple[str, ...]
    unit: str | None
    display_name: str
    area: str | None = None


@dataclass(frozen=True, slots=True)
class City:
    """All reference data of one made-up city."""

    areas: tuple[Area, ...]
    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    categories: tuple[Category, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody does to one appeal; `at` is aware UTC, `appeal` an index from 0.

    `account` is a name of `City.accounts`, or the timekeeper or the standing orders. A field that
    names another appeal (`parent`) holds its index.
    """

    at: datetime
    appeal: int
    account: str
    verb: str
    fields: dict[str, object]
