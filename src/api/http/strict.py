"""查询参数: no parameter of a query is ignored: unknown, repeated or empty, it is refused.

What a route knows is read off its declaration, so that nothing has to be listed again. A route that
changes something and does not declare `dry_run` refuses it, therefore, as it does any other name.
"""

from difflib import get_close_matches
from typing import Any, get_args, get_origin
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel

from api.http.problems import Problem

Known = dict[str, bool]
_KNOWN = "known_to_its_query"  # a route cannot be hashed, so it keeps the answer itself


async def refuse_what_is_not_known(request: Request) -> None:
    """Refuse a query that this route would not read whole. For every route of the application."""
    if request.scope["query_string"] and isinstance(route := request.scope.get("route"), APIRoute):
        check(request.scope["query_string"], known_to(route))


def check(query: bytes, known: Known) -> None:
    """Refuse (400) a parameter that is unknown, is given twice where one is taken, or is empty."""
    seen: set[str] = set()
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if name not in known:
            raise Problem(
                400,
                "UnknownParameter",
                _unknown(name, known),
                {"name": name[:100]},
                parameter=name[:100],
            )
        if name in seen and not known[name]:
            raise Problem(
                400, "RepeatedParameter", f"{name} is given twice (重复的参数).", {"name": name}
            )
        if not value.strip():
            said = f"{name} is empty (空的参数): leave it out where it is not meant to narrow."
            raise Problem(400, "EmptyParameter", said, {"name": name})
        seen.add(name)


def known_to(route: APIRoute) -> Known:
    """Return the parameters of a route's query by name, and whether each may be given again."""
    known: Known | None = vars(route).get(_KNOWN)
    if known is None:
        known = vars(route)[_KNOWN] = _read_off(route)
    return known


def _read_off(route: APIRoute) -> Known:
    known: Known = {}
    for dependant in _all(route.dependant):
        for field in dependant.query_params:
            kind = field.field_info.annotation
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                fields = kind.model_fields.items()
                known |= {f.alias or name: _repeats(f.annotation) for name, f in fields}
            else:
                known[field.alias] = _repeats(kind)
    return known


def _all(dependant: Dependant) -> list[Dependant]:
    return [dependant, *(each for below in dependant.dependencies for each in _all(below))]


def _repeats(kind: Any) -> bool:
    return get_origin(kind) in (list, set, tuple) or any(map(_repeats, get_args(kind)))


def _unknown(name: str, known: Known) -> str:
    """Return what is wrong, and what was perhaps meant."""
    near = get_close_matches(name, known, 1, 0.5)
    told = f"There is no parameter {name[:100]} here (未知参数)"
    if near:
        return f"{told}; did you mean {near[0]}?"
    return f"{told}; there are {', '.join(sorted(known))}." if known else f"{told}, nor any other."
