"""Which city? The areas, people, units, categories and accounts of a made-up 灯塔市."""

from random import Random

from api.demo import shapes
from api.demo.chance import shares
from api.demo.model import Area, City
from api.demo.people import people
from api.demo.tables.accounts import accounts
from api.demo.tables.categories import categories
from api.demo.tables.places import CITY_CODE, CITY_NAME, COMMUNITIES, STREETS, Community
from api.demo.tables.units import units

MICRO_GRIDS = 5_170
_ORDINALS = "一二三四五六七八九"


def city(seed: int) -> City:
    """The same city for the same seed; another seed moves micro-grids and names."""
    rng = Random(seed)
    areas = _areas(rng)
    all_units = units()
    return City(areas, people(rng, areas), all_units, categories(), accounts(all_units))


def _areas(rng: Random) -> tuple[Area, ...]:
    grids = [grid for community in COMMUNITIES for grid in _grids(community)]
    return (
        Area(CITY_CODE, CITY_NAME, "city", None),
        *(_street(code, name) for code, name in STREETS),
        *(_community(place) for place in COMMUNITIES),
        *grids,
        *_micro_grids(rng, grids),
    )


def _street(code: str, name: str) -> Area:
    """Nobody says 镇 or 街道 of the place where one lives."""
    short = name.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    return Area(code, name, "street", CITY_CODE, (short,), shapes.of_street(code))


def _community(place: Community) -> Area:
    """Also by its estates, roads and villages: they lie in one community each, but for a few."""
    own = tuple(name for name in (*place.homes, *place.roads, *place.villages) if _is_alone(name))
    return Area(
        place.code, place.name, "community", place.code[:9], own, shapes.of_community(place)
    )


def _is_alone(name: str) -> bool:
    places = [name in (*one.homes, *one.roads, *one.villages) for one in COMMUNITIES]
    return sum(places) == 1


def _grids(community: Community) -> list[Area]:
    """Each has a part of an estate, by which people know it."""
    return [
        Area(
            f"{community.code}{n:03}", f"{community.name}第{n}网格", "grid", community.code,
            (_part(community, n),), shapes.of_grid(community, n - 1),
        )
        for n in range(1, community.grids + 1)
    ]  # fmt: skip


def _part(community: Community, n: int) -> str:
    """Like 兴工家园二区: the estates in turn, each cut into numbered parts."""
    turn, home = divmod(n - 1, len(community.homes))
    return f"{community.homes[home]}{_ORDINALS[turn]}区"


def _micro_grids(rng: Random, grids: list[Area]) -> list[Area]:
    sizes = shares(MICRO_GRIDS, [rng.uniform(0.5, 1.6) for _ in grids])
    return [
        Area(f"{grid.code}{n:02}", f"{grid.name}第{n}微网格", "micro_grid", grid.code)
        for grid, size in zip(grids, sizes, strict=True)
        for n in range(1, size + 1)
    ]
