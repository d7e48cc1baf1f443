"""待办: what waits for somebody's decision, in the row: who asked for what, why, since when."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from casework.facts import Recorded
from projections.tracking.rows import TrackingRow

NOTHING = b""
HEAD = "approval"  # 待单位负责人审批: the ground is the verb that was asked for
SECOND = "second"  # 待第二人签: the first of two has signed


class Wait(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One matter that waits. `what` is its kind, `unit` who asked or is asked, `by` the account."""

    what: str
    since: datetime
    by: str
    unit: str | None = None
    ground: str | None = None
    reason: str | None = None
    until: datetime | None = None
    number: int | None = None
    answered_at: datetime | None = None


Waits = tuple[Wait, ...]
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Waits).decode


def waits_of(stored: bytes) -> Waits:
    """Return what waits in a row."""
    return _decode(stored) if stored else ()


def asking(what: str, fact: Any, recorded: Recorded, **more: Any) -> Wait:
    """Return the request that a fact makes; personal words stay on the timeline."""
    said = (f for f in _REASONS if f not in fact.PERSONAL)
    given = {
        "unit": getattr(fact, "unit", None),
        "ground": getattr(fact, "ground", None),
        "reason": next((r for f in said if (r := getattr(fact, f, None))), None),
        "until": getattr(fact, "until", None),
    }
    envelope = recorded.envelope
    return Wait(what, envelope.happened_at, envelope.actor.user, **{**given, **more})


_REASONS = ("reason", "evidence", "demand")


def with_waits(row: TrackingRow, added: Iterable[Wait]) -> dict[str, Any]:
    """Return the row's changes where these wait too; asked again, the newest holds."""
    new = tuple(added)
    same = {_matter(wait) for wait in new}
    return kept(row, lambda wait: _matter(wait) not in same, new)


def without_waits(row: TrackingRow, *gone: str, unit: str | None = None) -> dict[str, Any]:
    """Return the row's changes where these kinds wait no more: all of them, or those of a unit."""
    return kept(row, lambda w: _kind(w) not in gone or (unit is not None and w.unit != unit))


def without_lead(row: TrackingRow, *gone: str) -> dict[str, Any]:
    """Return the row's changes where its lead leads no more: what co-handlers ask still waits.

    What waits for a unit's head ends by a fact of its own.
    """
    return kept(
        row,
        lambda w: (
            (_kind(w) not in gone or w.unit in row.co_units)
            and (w.what != "return" or w.unit != row.lead_unit)
        ),
    )


def without_request(row: TrackingRow, what: str, fact: Any) -> dict[str, Any]:
    """Return the row's changes where one request waits no more: the lead's, or that of a helper."""
    if getattr(fact, "helper", False):
        return without_waits(row, what, unit=fact.unit)
    return kept(row, lambda w: _kind(w) != what or (w.unit in row.co_units and w.what != SECOND))


def kept(row: TrackingRow, keeps: Callable[[Wait], bool], new: Waits = ()) -> dict[str, Any]:
    """Return the row's changes where only some wait, and those that are new."""
    if not (row.waiting or new):
        return {}
    before = waits_of(row.waiting)
    waits = (*(wait for wait in before if keeps(wait)), *new)
    return {} if waits == before else stored(waits)


def stored(waits: Waits) -> dict[str, Any]:
    """Return the columns that say what waits."""
    return {
        "waiting": _encode(waits) if waits else NOTHING,
        "pending": sorted({wait.what for wait in waits}),
        "supervised": sorted({w.unit for w in waits if w.what == "supervision" and w.unit}),
    }


def _kind(wait: Wait) -> str:
    """Return what a decision about it is about: a second signature goes with its matter."""
    return (wait.ground or "").partition("/")[0] if wait.what == SECOND else wait.what


def _matter(wait: Wait) -> tuple[str, str | None, str | None, int | None]:
    ground = wait.ground if wait.what in (SECOND, HEAD) else None
    return wait.what, wait.unit, ground, wait.number
