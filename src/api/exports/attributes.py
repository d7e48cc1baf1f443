"""What of a fact may leave in a file: numbers, times, words of closed lists, codes. No free text.

It goes by the type of a field, so a field that is added to a fact later stays here unless it is
harmless by its type: texts leave only where they are named as codes.
"""

from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from api.exports.histories import Step
from casework.facts import Actor, Fact

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


def attributes_of(step: Step) -> dict[str, Any]:
    """Return the attributes of an event by name; what is absent is left out."""
    recorded, after = step.recorded, step.after
    found = {
        "recorded_at": recorded.envelope.recorded_at,
        "position": recorded.position,
        "version": recorded.version,
        "round": max(after.round, 1),
        "status": after.status,
        "deadline": after.deadline,
        "gloss": chinese_name(type(recorded.fact)),
        **{name: getattr(recorded.fact, name) for name in open_fields(type(recorded.fact))},
    }
    return {name: value for name, value in found.items() if value is not None}


@cache
def chinese_name(fact: type[Fact]) -> str:
    """Return what a fact is called in Chinese: its docstring up to the colon."""
    return (fact.__doc__ or "").partition(":")[0].strip()


def account_name(actor: Actor) -> str:
    """Return the account that did it; a resident's own is not named."""
    return "resident" if actor.role == "resident" else actor.user


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
