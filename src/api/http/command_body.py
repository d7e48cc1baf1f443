"""请求正文: the JSON body of a command, made from the command's own fields and their limits.

msgspec reads it in one pass. What that stops at is read again by a model of the same fields: it
names every wrong field at once, knows more spellings of an instant, and is what /docs shows. So
what a verb takes is declared in one place: `casework/appeal/commands/<verb>.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from fastapi.exceptions import RequestValidationError
from msgspec.structs import FieldInfo, asdict
from pydantic import BaseModel, TypeAdapter, ValidationError

from api.http.struct_model import Types, default_of, is_instant, model_of, shape_of
from casework.appeal.commands import AppealCommand

Given = dict[str, Any]
"""The fields of a command by name, read and within their limits."""


class CommandBody:
    """The body that asks for a command: all its fields but `without`, with `instead` for some."""

    def __init__(
        self,
        command: type[AppealCommand],
        without: Iterable[str] = ("appeal_no",),
        instead: Mapping[str, type] = MappingProxyType({}),
    ) -> None:
        fields = [f for f in msgspec.structs.fields(command) if f.name not in without]
        types: Types = {f.name: instead.get(f.name, f.type) for f in fields}
        name = f"{command.VERB.title().replace('-', '')}Body"
        self.model = model_of(name, f"{command.gloss()}. {command.__doc__}", fields, types)
        self.may_be_empty = not any(f.required for f in fields)
        self._instants = {n: _reader(t) for n, t in types.items() if is_instant(t)}
        unread = dict.fromkeys(self._instants, msgspec.Raw)
        self._decode = _decoder(name, fields, {**types, **unread})

    def read(self, sent: bytes, *place: str) -> Given:
        """Return what was sent. Raises what a 400 is made of, with the place of each field."""
        if not sent and self.may_be_empty:
            return {}
        try:
            given = asdict(self._decode(sent))
            for name, read in self._instants.items():
                if given[name] is not None:
                    given[name] = read(bytes(given[name]))
        except (ValueError, RecursionError):
            return given_in(checked(self.model.model_validate_json, sent, *place))
        return given


def given_in(body: BaseModel) -> Given:
    """Return the fields that a body was sent with."""
    given = ((name, getattr(body, name)) for name in body.model_fields_set)
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given}


def checked(read: Callable[[Any], Any], sent: Any, *place: str) -> Any:
    """Return what was sent, read. Raises what a 400 is made of, with the place of each field."""
    try:
        return read(sent)
    except ValidationError as error:
        found = error.errors(include_url=False)
        raise RequestValidationError([{**e, "loc": (*place, *e["loc"])} for e in found]) from None


def _decoder(
    name: str, fields: Iterable[FieldInfo], types: Types
) -> Callable[[bytes], msgspec.Struct]:
    """Return what reads a body in one pass, or raises `ValueError`."""
    places = [
        (f.name, types[f.name])
        if f.required
        else (f.name, types[f.name], default_of(f, types, msgspec.field))
        for f in fields
    ]
    struct = msgspec.defstruct(name, places, kw_only=True, forbid_unknown_fields=True, gc=False)
    return msgspec.json.Decoder(struct).decode


def _reader(kind: Any) -> Callable[[bytes], Any]:
    return TypeAdapter(shape_of(kind)).validator.validate_json
