"""Where do areas lie? Made-up squares around the communities, cut into a tile for each grid.

No two squares overlap: each reaches half way to the nearest other middle. A street has the squares
of its communities; what lies between them belongs to nobody here.
"""

from functools import cache
from math import ceil, sqrt

from api.demo.tables.places import Community, places
from casework.directory.events import Ring

MOST_DEGREES = 0.02
Box = tuple[float, float, float, float]


def of_street(code: str) -> tuple[Ring, ...]:
    """Return the squares of its communities; none where it has no grids here."""
    return tuple(_ring(_square(one)) for one in places().communities if one.code.startswith(code))


def of_community(community: Community) -> tuple[Ring, ...]:
    """Return its square."""
    return (_ring(_square(community)),)


def of_grid(community: Community, number: int) -> tuple[Ring, ...]:
    """Return the tile of its grid of that number, from 0."""
    return (_ring(tile(community, number)),)


def tile(community: Community, number: int) -> Box:
    """Return west, south, east and north of a grid, row by row from the south-west."""
    west, south, east, north = _square(community)
    across = ceil(sqrt(community.grids))
    rows = ceil(community.grids / across)
    wide, high = (east - west) / across, (north - south) / rows
    row, column = divmod(number, across)
    here = (west + column * wide, south + row * high)
    return (*here, here[0] + wide, here[1] + high)


@cache
def _square(community: Community) -> Box:
    others = [one for one in places().communities if one.code != community.code]
    nearest = min(max(abs(one.lng - community.lng), abs(one.lat - community.lat)) for one in others)
    half = min(nearest / 2, MOST_DEGREES)
    lng, lat = community.lng, community.lat
    return (lng - half, lat - half, lng + half, lat + half)


def _ring(box: Box) -> Ring:
    west, south, east, north = (round(degrees, 6) for degrees in box)
    return ((west, south), (east, south), (east, north), (west, north), (west, south))
