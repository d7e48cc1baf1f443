"""Who leads, who clerks and which grids there are: a city's tables, ready to be looked up."""

from collections import defaultdict
from dataclasses import dataclass

from api.demo.model import City, Unit
from api.demo.tables.units import street_unit


@dataclass(frozen=True, slots=True)
class Directory:
    """Look-ups over one city; grids are by community, clerks by unit code."""

    units: dict[str, Unit]
    clerks: dict[str, str]
    leads: dict[str, str]
    grids: dict[str, list[str]]

    def lead(self, category: str, area_code: str) -> Unit:
        """The unit that leads this category at this place."""
        lead = self.leads[category]
        return self.units[street_unit(area_code) if lead == "street" else lead]


def directory(city: City) -> Directory:
    """Build the look-ups of a city."""
    grids: defaultdict[str, list[str]] = defaultdict(list)
    for area in city.areas:
        if area.level == "grid" and area.parent_code:
            grids[area.parent_code].append(area.code)
    return Directory(
        units={unit.code: unit for unit in city.units},
        clerks={
            account.unit: account.name
            for account in city.accounts
            if account.unit and "department" in account.posts
        },
        leads={category.code: category.lead for category in city.categories if category.lead},
        grids=dict(grids),
    )
