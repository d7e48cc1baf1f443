"""What the keys of a board are called, and in which list each unit is ranked."""

from collections.abc import Callable
from datetime import datetime

from casework.directory.directory import Directory
from casework.time import SECOND
from projections.accountability.figures.counting import CENTRE
from projections.accountability.figures.query import By, FigureQuery

OTHERS = "others"
NameOf = Callable[[Directory, str, datetime], str | None]


def then_of(query: FigureQuery) -> datetime:
    """Return the instant that names and lists are those of: the period's end, or `at`."""
    return min(query.at, query.period.ends - SECOND)


def lists_of(query: FigureQuery, directory: Directory) -> dict[str, str]:
    """Return the list of each unit of that time; of anything else but units there are no lists.

    A unit that was dissolved before its work was judged stays in the list of its kind.
    """
    if query.by != "unit":
        return {}
    units = {**directory.in_force("unit"), **directory.in_force("unit", then_of(query))}
    found = {code: query.policy.list_of(code, each.value.kind) for code, each in units.items()}
    return {**{code: each.id if each else OTHERS for code, each in found.items()}, CENTRE: CENTRE}


def name_of(query: FigureQuery, directory: Directory, key: str) -> str | None:
    """Return what a key is called; None for a unit that the directory does not know."""
    return _NAMES[query.by](directory, key, then_of(query))


def _unit(directory: Directory, key: str, then: datetime) -> str | None:
    unit = directory.unit(key, then) or directory.unit(key)
    return unit.name if unit else None


def _place(directory: Directory, key: str, then: datetime) -> str | None:
    return (directory.place(key, then) or key) if key else "地点不明"


def _category(directory: Directory, key: str, then: datetime) -> str | None:
    category = directory.category(key, then) or directory.category(key)
    return category.name if category else key


def _person(directory: Directory, key: str, then: datetime) -> str | None:
    """Return the display name of an account; of one that is closed, its own name."""
    if not key:
        return "尚未办结"
    account = directory.account(key)
    return (account.display_name if account else "") or key


_NAMES: dict[By, NameOf] = {
    "unit": _unit,
    "street": _place,
    "community": _place,
    "grid": _place,
    "category": _category,
    "subcategory": _category,
    "person": _person,
}
