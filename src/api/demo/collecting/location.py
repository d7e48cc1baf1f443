"""Where does an appeal happen? A home, a road or a village in one of the grids."""

from dataclasses import dataclass
from random import Random

from api.demo.chance import weighted
from api.demo.city_index import CityIndex
from api.demo.tables.places import Community, places
from api.demo.tables.shapes import tile

ANY = (("home", 3.0), ("village", 2.0))
BUILDINGS, ROOMS, HOUSES, VILLAGE_GROUPS = 18, 3, 160, 7


@dataclass(frozen=True, slots=True)
class AppealSite:
    """Where an appeal happens; `name` and `road` are what may be said of it in public."""

    kind: str
    name: str
    road: str
    building: str
    address: str
    grid: str
    lat: float
    lng: float


def draw_site(rng: Random, index: CityIndex, where: str) -> AppealSite:
    """Draw a site of the kind a topic needs: home, road, village or any."""
    kind = weighted(rng, ANY) if where == "any" else where
    community = _community(rng, kind)
    grids = index.grids[community.code]
    number = rng.randrange(len(grids))
    name = rng.choice(community.villages if kind == "village" else community.homes)
    road = rng.choice(community.roads)
    building = f"{rng.randint(1, BUILDINGS)}号楼"
    address = places().streets[community.code[:9]] + _door(rng, kind, name, road, building)
    lat, lng = _point(rng, community, number)
    return AppealSite(kind, name, road, building, address, grids[number], lat, lng)


def _community(rng: Random, kind: str) -> Community:
    fitting = [one for one in places().communities if kind != "village" or one.villages]
    return weighted(rng, [(one, one.grids) for one in fitting])


def _door(rng: Random, kind: str, name: str, road: str, building: str) -> str:
    if kind == "road":
        return f"{road}{rng.randint(1, HOUSES)}号附近"
    if kind == "village":
        return f"{name}{rng.randint(1, VILLAGE_GROUPS)}组"
    room = rng.randint(1, 6) * 100 + rng.randint(1, ROOMS)
    return f"{name}{building}{rng.randint(1, 4)}单元{room}室"


def _point(rng: Random, community: Community, number: int) -> tuple[float, float]:
    """Draw a latitude and a longitude within the grid, not on its border."""
    west, south, east, north = tile(community, number)
    lat, lng = (
        low + (high - low) * rng.uniform(0.05, 0.95) for low, high in ((south, north), (west, east))
    )
    return round(lat, 6), round(lng, 6)
