"""Which city? The areas, people, units, categories and accounts of a made-up 灯塔市."""

from random import Random

from api.demo.chance import shares
from api.demo.model import DemoCity
from api.demo.tables import shapes
from api.demo.tables.accounts import accounts
from api.demo.tables.categories import categories
from api.demo.tables.people import people
from api.demo.tables.places import CITY_CODE, CITY_NAME, Community, places
from api.demo.tables.units import units
from casework.directory.values import Area

MICRO_GRIDS = 5_170
_ORDINALS = "一二三四五六七八九"


def city(seed: int) -> DemoCity:
    """Return the same city for the same seed; another seed moves micro-grids and names."""
    rng = Random(seed)
    areas = _areas(rng)
    all_units = units()
    return DemoCity(areas, people(rng, areas), all_units, categories(), accounts(all_units))


def _areas(rng: Random) -> tuple[Area, ...]:
    grids = [grid for community in places().communities for grid in _grids(community)]
    return (
        Area(CITY_CODE, CITY_NAME, "city", None),
        *(_street(code, name) for code, name in places().streets.items()),
        *(_community(place) for place in places().communities),
        *grids,
        *_micro_grids(rng, grids),
    )


def _street(code: str, name: str) -> Area:
    """Return a street; nobody says 镇 or 街道 of the place where one lives."""
    short = name.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    return Area(code, name, "street", CITY_CODE, (short,), shapes.of_street(code))


def _community(place: Community) -> Area:
    """Return a community, known by what lies in it alone: estates, roads and villages."""
    own = tuple(name for name in (*place.homes, *place.roads, *place.villages) if _is_alone(name))
    return Area(
        place.code, place.name, "community", place.code[:9], own, shapes.of_community(place)
    )


def _is_alone(name: str) -> bool:
    named = [name in (*one.homes, *one.roads, *one.villages) for one in places().communities]
    return sum(named) == 1


def _grids(community: Community) -> list[Area]:
    return [_grid(community, n) for n in range(1, community.grids + 1)]


def _grid(community: Community, n: int) -> Area:
    """Return a grid, known by its part of an estate."""
    return Area(
        code=f"{community.code}{n:03}",
        name=f"{community.name}第{n}网格",
        level="grid",
        parent=community.code,
        aliases=(_part(community, n),),
        shape=shapes.of_grid(community, n - 1),
    )


def _part(community: Community, n: int) -> str:
    """Return a name like 兴工家园二区, the estates in turn, each cut into numbered parts."""
    turn, home = divmod(n - 1, len(community.homes))
    return f"{community.homes[home]}{_ORDINALS[turn]}区"


def _micro_grids(rng: Random, grids: list[Area]) -> list[Area]:
    sizes = shares(MICRO_GRIDS, [rng.uniform(0.5, 1.6) for _ in grids])
    return [
        Area(f"{grid.code}{n:02}", f"{grid.name}第{n}微网格", "micro_grid", grid.code)
        for grid, size in zip(grids, sizes, strict=True)
        for n in range(1, size + 1)
    ]
