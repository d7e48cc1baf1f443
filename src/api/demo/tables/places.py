"""The streets and communities of 灯塔市, with estates, roads and villages, from places.toml."""

from functools import cache

from api.demo.reading import TomlShape, read

CITY_CODE, CITY_NAME = "211081", "灯塔市"


class Community(TomlShape, frozen=True):
    """A community; `grids` is its number of base grids, lat and lng its rough middle."""

    code: str
    name: str
    grids: int
    lat: float
    lng: float
    homes: tuple[str, ...]
    roads: tuple[str, ...]
    villages: tuple[str, ...] = ()


class Places(TomlShape, frozen=True):
    """The streets and towns by code, and the communities."""

    streets: dict[str, str]
    communities: tuple[Community, ...]


@cache
def places() -> Places:
    """Return the places of the city."""
    return read("api.demo.tables", "places", Places)
