"""What of a fact may leave: numbers, times, words of closed lists, codes. No free text.

It goes by the type of a field, so a field that is added to a fact later stays here unless it is
harmless by its type: texts leave only where they are named as codes.
"""

from datetime import datetime
from functools import cache
from types import UnionType
from typing import Literal, Union, get_args, get_origin, get_type_hints

from casework.facts import Fact

_CODES = frozenset(
    {
        "unit",
        "lead_unit",
        "from_unit",
        "to_unit",
        "by_unit",
        "suggested_unit",
        "category",
        "area",
        "parent_no",
        "child_no",
        "related_to",
        "limit_rule",
    }
)
_PRECISE = frozenset({"lat", "lng"})  # a home, to the metre
_KINDS: dict[object, type] = {bool: bool, int: int, float: float, datetime: datetime}

# Of every event: its place, its state afterwards, and what it is called in Chinese.
OF_EVERY: dict[str, type] = {
    "recorded_at": datetime,
    "position": int,
    "version": int,
    "round": int,
    "status": str,
    "deadline": datetime,
    "gloss": str,
}


@cache
def open_fields(fact: type[Fact]) -> dict[str, type]:
    """Return the fields that may leave, each with its kind: bool, int, float, datetime or str."""
    hints = get_type_hints(fact)
    kinds = {name: _kind(name, hints[name]) for name in fact.__struct_fields__}
    closed = {*fact.PERSONAL, *_PRECISE, *OF_EVERY}
    return {n: kind for n, kind in kinds.items() if kind is not None and n not in closed}


def _kind(name: str, hint: object) -> type | None:
    known = [h for h in _alternatives(hint) if h is not type(None)]
    if len(known) != 1:
        return None
    [only] = known
    if get_origin(only) is Literal or (only is str and name in _CODES):
        return str
    return _KINDS.get(only)


def _alternatives(hint: object) -> tuple[object, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
