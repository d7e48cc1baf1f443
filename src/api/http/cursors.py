"""Cursors: where the next page of a list begins, bound to the list that it came from."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace
from psycopg.sql import Composable

from api.http.problems import Problem
from projections.tracking.lights import LIGHTS, light_of
from projections.tracking.rows import TrackingRow
from projections.tracking.wanted import Wanted, key_of

T = TypeVar("T")
_UNBOUND = {"now", "limit", "after"}


class _Cursor(msgspec.Struct, frozen=True, array_like=True):
    wanted: str
    key: datetime | None
    appeal_no: str
    now: datetime | None = None
    light: int = 0


def after(wanted: Wanted, row: TrackingRow) -> str:
    """Return the cursor of the page that follows this row.

    By light, the pages of a list are of one instant: lights change while it is read.
    """
    lit = (wanted.now, LIGHTS.index(light_of(row, wanted.now))) if wanted.sort == "light" else ()
    raw = msgspec.json.encode(_Cursor(_digest(wanted), *key_of(row, wanted.sort), *lit))
    return urlsafe_b64encode(raw).decode().rstrip("=")


def mark(bound: object, key: tuple[str, str]) -> str:
    """Return the cursor of the page that follows a row of any other list; `bound` is what was
    asked."""
    raw = msgspec.json.encode((_hashed(bound), *key))
    return urlsafe_b64encode(raw).decode().rstrip("=")


def marked(bound: object, cursor: str | None) -> tuple[str, str] | None:
    """Return the row that such a cursor stands for. 400 where it is none, or of another list."""
    if cursor is None:
        return None
    list_, *key = _decoded(cursor, tuple[str, str, str])
    if list_ != _hashed(bound):
        raise _of_another_list()
    return key[0], key[1]


def _decoded(cursor: str, kind: type[T]) -> T:
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        return msgspec.json.decode(raw, type=kind)
    except (ValueError, msgspec.DecodeError):
        raise Problem(
            400, "CursorMalformed", "cursor is the `next` of an earlier page, unchanged."
        ) from None


def _of_another_list() -> Problem:
    return Problem(
        400, "CursorOfAnotherList", "This cursor belongs to a list with other filters or order."
    )


def _hashed(bound: object) -> str:
    return sha256(msgspec.json.encode(bound, enc_hook=_statement)).hexdigest()[:12]


def _statement(part: Any) -> str:
    """Return the text of a piece of SQL: a list is narrowed by some, as its caller may read."""
    if not isinstance(part, Composable):
        raise TypeError(f"{type(part).__name__} binds no list")
    return part.as_string()


def _digest(wanted: Wanted) -> str:
    fields = {f: getattr(wanted, f) for f in Wanted.__struct_fields__ if f not in _UNBOUND}
    return _hashed(fields)


def begin(wanted: Wanted, cursor: str | None) -> Wanted:
    """Return the same list, from where a cursor says. 400 where it is none, or of another list."""
    if cursor is None:
        return wanted
    found = _decoded(cursor, _Cursor)
    if found.wanted != _digest(wanted):
        raise _of_another_list()
    begun = replace(wanted, after=(found.light, found.key, found.appeal_no))
    return replace(begun, now=found.now) if found.now else begun
