"""筛选: the conditions of a list, each of which narrows it where it is given."""

from typing import Any

from psycopg import sql
from psycopg.sql import SQL

from casework.appeal.words import OPEN
from casework.same import folded
from casework.sql import Statements, any_of
from projections.tracking.wanted import Wanted
from projections.tracking.ways import SqlCondition

_SQL = Statements(__file__)
TO_CALL, BY_NUMBER = _SQL.of("where_to_call"), _SQL.of("by_number")

_PLANNED_BY_VALUE = (
    "q",
    "area",
    "category",
    "since",
    "before",
    "dispatched_since",
    "dispatched_before",
)
# A switch that is off means what is not so.
_SWITCHES = ("suspended", "merged", "overdue", "late", "to_call", "redo")
_OTHERWISE = {"now", "status", "sensitive", "light", *_SWITCHES, "within", "sort", "limit", "after"}
_VALUES = tuple(name for name in Wanted.__struct_fields__ if name not in _OTHERWISE)


def is_planned_by_value(wanted: Wanted) -> bool:
    """Return whether it takes the values to know which index serves."""
    narrowed = any(getattr(wanted, name) is not None for name in _PLANNED_BY_VALUE)
    return narrowed or any(condition.is_planned_by_value for condition in wanted.within)


def filters(wanted: Wanted, *, but: SqlCondition | None = None) -> list[SQL]:
    """Return the conditions of a list, all of which hold."""
    found = [_where(name) for name in _VALUES if getattr(wanted, name) is not None]
    for name in _SWITCHES:
        if (on := getattr(wanted, name)) is not None:
            found.append(_where(name) if on else _SQL.of("off", switch=_where(name)))
    if wanted.status is not None:
        found.append(_of_states(wanted.status))
    if wanted.light is not None:
        found.append(_where(f"light_{wanted.light}"))
    if wanted.sensitive is not None:
        found.append(_where("any_sensitive" if wanted.sensitive == "any" else "sensitive"))
    return [*found, *(any_of([each.sql]) for each in wanted.within if each is not but)]


def _where(name: str) -> SQL:
    return _SQL.of(f"where_{name}")


def _of_states(asked: list[str]) -> SQL:
    """Return one state to read in its index's order, or all open ones, which the indexes hold."""
    if len(asked) == 1:
        return _SQL.of("where_one_status", state=sql.Literal(asked[0]))
    return _where("open" if set(asked) == OPEN else "status")


def params_of(wanted: Wanted) -> dict[str, Any]:
    """Return the parameters of a list's conditions, of its order and its page."""
    params: dict[str, Any] = {f: getattr(wanted, f) for f in Wanted.__struct_fields__}
    if wanted.after is not None:
        params["after_light"], params["after_key"], params["after_no"] = wanted.after
    params["area_like"] = prefix(wanted.area or "")
    params["category_like"] = prefix(wanted.category or "")
    params["q_like"] = f"%{_like(folded(wanted.q or ''))}%"
    del params["within"], params["after"]
    return params | {name: value for c in wanted.within for name, value in c.params}


def prefix(code: str) -> str:
    """Return the pattern of all codes that begin with one."""
    return f"{_like(code)}%"


def _like(text: str) -> str:
    """Return the text with LIKE's own signs made plain."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
