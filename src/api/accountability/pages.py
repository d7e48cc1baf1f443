"""Keyset pages of orders: by appeal and order, each cursor bound to the list that it came from."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import msgspec

from api.problems import Problem

Key = tuple[str, str]
Words = Mapping[str, Any]


class _Cursor(msgspec.Struct, frozen=True, array_like=True):
    of: str
    appeal_no: str
    order_no: str


def link(path: str, words: Words) -> str:
    """An address with what was given of these words."""
    given = {name: word for name, word in words.items() if word is not None}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def begin(of: str, cursor: str | None) -> Key | None:
    """The row that a page begins after. 400 for a cursor that is none, or of another list."""
    if cursor is None:
        return None
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        found = msgspec.json.decode(raw, type=_Cursor)
    except (ValueError, msgspec.DecodeError):
        raise Problem(
            400, "CursorMalformed", "cursor is the `next` of an earlier page, unchanged."
        ) from None
    if found.of != _digest(of):
        raise Problem(400, "CursorOfAnotherList", "This cursor belongs to another list.")
    return found.appeal_no, found.order_no


def cut(of: str, rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    """`items` and `next` of a page, from one row more than it has."""
    items = rows[:limit]
    for item in items:
        item["href"] = f"/v1/tracking/{item['appeal_no']}"
    more = len(rows) > limit
    return {"items": items, "next": _after(of, items[-1]) if more else None}


def _after(of: str, row: dict[str, Any]) -> str:
    raw = msgspec.json.encode(_Cursor(_digest(of), row["appeal_no"], row["order_no"]))
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _digest(of: str) -> str:
    return sha256(of.encode()).hexdigest()[:12]
