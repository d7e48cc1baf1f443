"""The pydantic model of a msgspec struct: it names all that is wrong at once, and tells /docs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo
from pydantic import AfterValidator, AliasChoices, BaseModel, Field, create_model

from api.http.body import Body, Instant

Types = Mapping[str, Any]
"""The type of each field by its name."""

_LIMITS = ("ge", "le", "min_length", "max_length", "pattern", "description")


def model_of(
    name: str, doc: str | None, fields: Iterable[FieldInfo], types: Types
) -> type[BaseModel]:
    """Return a strict model of these fields."""
    places: dict[str, Any] = {
        f.name: (shape_of(types[f.name]), ... if f.required else default_of(f, types, Field))
        for f in fields
    }
    return create_model(name, __base__=Body, __doc__=doc, **places)


def default_of(field: FieldInfo, types: Types, made: Callable[..., Any]) -> Any:
    """Return the default of a field; a struct is made when it is needed."""
    if isinstance(field.default, msgspec.Struct):
        return made(default_factory=types[field.name])
    return field.default


def shape_of(kind: Any) -> Any:
    """Return the type as pydantic knows it; of a struct within, the struct is what is read."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        if is_instant(kind):
            return Instant
        return Annotated[shape_of(args[0]), *(_limits(meta) for meta in args[1:])]
    if origin in (Union, UnionType):
        return Union[tuple(shape_of(arg) for arg in args)]  # noqa: UP007  of those in hand
    if origin is tuple:
        return Sequence[shape_of(args[0])]  # type: ignore[misc]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind)
    return kind


def is_instant(kind: Any) -> bool:
    """Return whether that is an instant, or may be one."""
    return kind is datetime or any(is_instant(arg) for arg in get_args(kind))


def _struct(kind: type[msgspec.Struct]) -> Any:
    fields = msgspec.structs.fields(kind)
    types = {f.name: f.type for f in fields}
    model = model_of(f"{kind.__name__}Body", kind.__doc__, fields, types)
    return Annotated[model, AfterValidator(lambda body: kind(**dict(body)))]


def _limits(meta: msgspec.Meta) -> Any:
    r"""Return the limits of a field; `\Z` is Python's word for what JSON schema calls `$`."""
    given = {n: getattr(meta, n) for n in _LIMITS if getattr(meta, n) is not None}
    if "pattern" in given:
        given["pattern"] = given["pattern"].replace(r"\Z", "$")
    if meta.extra:
        given["validation_alias"] = AliasChoices(*meta.extra["names"])
    return Field(**given)
