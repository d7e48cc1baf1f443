"""Who did it, by name: a sentence is kept with codes and read with the names of the directory.

A code stands between two signs that nobody writes, so that a name that changes, or that somebody
who reads may not see, is put in at reading and nowhere else.
"""

import re
from collections.abc import Callable

from casework.directory.directory import Directory
from casework.facts import Actor

_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_ITSELF = {"timekeeper": "系统自动", "standing_orders": "系统自动", "resident": "诉求人"}
POSTS = {
    "grid_worker": "网格员",
    "collector": "采集员",
    "operator": "派单员",
    "department": "承办员",
    "unit_head": "单位负责人",
    "caller": "回访员",
    "duty_leader": "值班长",
    "supervisor": "督查员",
    "auditor": "审计员",
    "data_officer": "数据管理员",
    "arbitrator": "裁定员",
    "admin": "管理员",
}

Names = Callable[[str, str, str], str]


def named(code: str | None) -> str:
    """Return the mark of a unit or an account that a fact names."""
    return f"{_OPEN}{code or ''}{_CLOSE}"


def actor(who: Actor) -> str:
    """Return the mark of whoever did it."""
    return _OPEN + _BETWEEN.join((who.user, who.role, who.unit or "")) + _CLOSE


def with_names(text: str, names: Names) -> str:
    """Return a sentence with the names put in."""
    return _MARK.sub(lambda found: names(*_parts(found[1])), text)


def codes(user: str, role: str = "", unit: str = "") -> str:
    """Name everybody by the code, where there is no directory at hand."""
    return _ITSELF.get(role) or user


def of(directory: Directory) -> Names:
    """Name units and accounts as the directory does, and who has no name there by the post."""

    def name(user: str, role: str = "", unit: str = "") -> str:
        if role in _ITSELF:
            return _ITSELF[role]
        if not role:
            return _unit(directory, user) or _display(directory, user) or user
        office, person = _unit(directory, unit), _display(directory, user)
        if office and person:
            return person if person.startswith(office) else f"{office}{person}"
        return person or office or POSTS.get(role, user)

    return name


def of_code(directory: Directory) -> Callable[[str], str]:
    """Name a unit or an account that is told by its code alone."""

    def name(code: str) -> str:
        unit = directory.unit(code)
        return unit.name if unit else _display(directory, code) or code

    return name


def _parts(mark: str) -> tuple[str, str, str]:
    user, role, unit = (*mark.split(_BETWEEN), "", "")[:3]
    return user, role, unit


def _unit(directory: Directory, code: str) -> str:
    found = directory.unit(code) if code else None
    return found.name if found and found.kind != "centre" else ""


def _display(directory: Directory, user: str) -> str:
    found = directory.account(user)
    return found.display_name if found else ""
