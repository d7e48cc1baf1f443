"""Which city? The areas, people, units, categories and accounts of a made-up 灯塔市."""

from random import Random

from api.demo.chance import shares
from api.demo.model import Area, City
from api.demo.people import people
from api.demo.tables.accounts import accounts
from api.demo.tables.categories import categories
from api.demo.tables.places import CITY_CODE, CITY_NAME, COMMUNITIES, STREETS, Community
from api.demo.tables.units import units

MICRO_GRIDS = 5_170


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
        *(Area(code, name, "street", CITY_CODE) for code, name in STREETS),
        *(Area(place.code, place.name, "community", place.code[:9]) for place in COMMUNITIES),
        *grids,
        *_micro_grids(rng, grids),
    )


def _grids(community: Community) -> list[Area]:
    return [
        Area(f"{community.code}{n:03}", f"{community.name}第{n}网格", "grid", community.code)
        for n in range(1, community.grids + 1)
    ]


def _micro_grids(rng: Random, grids: list[Area]) -> list[Area]:
    sizes = shares(MICRO_GRIDS, [rng.uniform(0.5, 1.6) for _ in grids])
    return [
        Area(f"{grid.code}{n:02}", f"{grid.name}第{n}微网格", "micro_grid", grid.code)
        for grid, size in zip(grids, sizes, strict=True)
        for n in range(1, size + 1)
    ]
