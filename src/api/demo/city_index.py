"""Who leads, who clerks and which grids there are: a city's tables, ready to be looked up."""

from collections import defaultdict
from dataclasses import dataclass

from api.demo.model import DemoCity
from api.demo.tables.units import lead_at
from casework.directory.values import Unit


@dataclass(frozen=True, slots=True)
class CityIndex:
    """Look-ups over one city; grids are by community, clerks and heads by unit code."""

    units: dict[str, Unit]
    clerks: dict[str, str]
    heads: dict[str, str]
    leads: dict[str, str]
    grids: dict[str, list[str]]

    def lead(self, category: str, area_code: str) -> Unit:
        """Return the unit that leads this category at this place."""
        return self.units[lead_at(self.leads[category], category, area_code)]


def index_of(city: DemoCity) -> CityIndex:
    """Build the look-ups of a city."""
    grids: defaultdict[str, list[str]] = defaultdict(list)
    for area in city.areas:
        if area.level == "grid" and area.parent:
            grids[area.parent].append(area.code)
    return CityIndex(
        units={unit.code: unit for unit in city.units},
        clerks=_holders(city, "department"),
        heads=_holders(city, "unit_head"),
        leads={kind.code: kind.usual_lead for kind in city.categories if kind.usual_lead},
        grids=dict(grids),
    )


def _holders(city: DemoCity, post: str) -> dict[str, str]:
    return {a.unit: a.name for a in city.accounts if a.unit and post in a.posts}
