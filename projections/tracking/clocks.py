"""时限, in the row: which clock is due first among those that somebody must answer.

The clocks are wound by the table that the rules go by. The row keeps those that go, without their
past: each clock's last stretch is enough to wind it on.
"""

from datetime import datetime
from operator import is_
from typing import Any

import msgspec
from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.clock_changes import affects_clocks, apply_to_clocks
from casework.appeal.clocks import Clock, Clocks
from casework.facts import Recorded

# A window (窗口期) only ends: nobody has to do anything before it does, so nothing in it is late.
WINDOWS = frozenset({"info", "return_window", "suspension", "reopening", "evaluation"})
NO_CLOCKS = b""
NOTHING_DUE: dict[str, Any] = {
    "due_clock": None,
    "due_at": None,
    "remind_at": None,
    "due_holder": None,
}
_UNTOUCHED: tuple[dict[str, Any], list[str]] = {}, []
_NOTHING_GOES: dict[str, Any] = {"clocks": NO_CLOCKS, **NOTHING_DUE}

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Clocks).decode


def clocks_of(stored: bytes) -> Clocks:
    """Return the clocks that a row keeps."""
    return _decode(stored) if stored else ()


def timed(stored: bytes, recorded: Recorded, round_: int) -> tuple[dict[str, Any], list[str]]:
    """Return what a fact changes of the clocks and the due thing, and which limits it misses."""
    fact = recorded.fact
    if not (affects_clocks(fact) if stored else _starts(fact)):
        return _UNTOUCHED
    before = _decode(stored) if stored else ()
    after = apply_to_clocks(before, recorded, round_)
    if after is before or (len(after) == len(before) and all(map(is_, before, after))):
        return _UNTOUCHED
    told = recorded.envelope.happened_at if recorded.envelope.source is not None else None
    late: list[str] = [
        c.name for b, c in zip(before, after, strict=False) if _ended_late(b, c, told)
    ]
    if all(clock.segments[-1].until is not None for clock in after):
        return _NOTHING_GOES, late
    kept = tuple(_short(clock) for clock in after if _may_go_on(clock))
    return {"clocks": _encode(kept), **_due(kept)}, late


def _starts(fact: Any) -> bool:
    """Return whether it starts a clock; `limits_of` gives which."""
    return bool(getattr(fact, "limits", ())) or type(fact) is e.AppealDispatched


def first_due(clocks: Clocks) -> Clock | None:
    """Return the clock that is due first: of those that run, or else of those that stand."""
    first: Clock | None = None
    for clock in clocks:
        if clock.name in WINDOWS or clock.segments[-1].until is not None:
            continue
        if first is None or _order(clock) < _order(first):
            first = clock
    return first


def _order(clock: Clock) -> tuple[bool, datetime]:
    return not clock.segments[-1].running, clock.due


def _due(clocks: Clocks) -> dict[str, Any]:
    """Return what a list is sorted and narrowed by; of a clock that stands, no instant."""
    first = first_due(clocks)
    if first is None:
        return NOTHING_DUE
    last = first.segments[-1]
    return {
        "due_clock": first.name,
        "due_at": first.due if last.running else None,
        "remind_at": first.remind_at if last.running else None,
        "due_holder": last.holder,
    }


def _may_go_on(clock: Clock) -> bool:
    """Return whether it goes or may be taken up again, as handling of a result sent back."""
    return clock.segments[-1].until is None or clock.name == "handling"


def _short(clock: Clock) -> Clock:
    """Return the clock without its past."""
    if len(clock.segments) == 1 and not clock.moves:
        return clock
    return replace(clock, segments=clock.segments[-1:], moves=())


def _ended_late(before: Clock, after: Clock, told: datetime | None) -> bool:
    """Return whether this fact ended or halted it after its deadline; one that stood ended when
    halted. A foreign history may tell that it ended before it began: that is no lateness."""
    if before.running and after.is_paused and after.name not in WINDOWS:
        return after.segments[-1].since > after.due
    ended = after.segments[-1].until
    last = before.segments[-1]
    if before is after or last.until is not None or ended is None or after.name in WINDOWS:
        return False
    return (min(ended, told or ended) if last.running else last.since) > after.due


_TELLS_LATENESS = frozenset({e.ClockOverdue, e.AppealHandled, e.AppealClosed})


def missed_by(recorded: Recorded) -> list[str]:
    """Return the limit that a fact itself says was missed, as a foreign history may: what a source
    says of lateness is lateness. That a clock of ours is overdue is computed."""
    fact, foreign = recorded.fact, recorded.envelope.source is not None
    if type(fact) not in _TELLS_LATENESS:
        return []
    match fact:
        case e.ClockOverdue() if foreign:
            return [fact.clock]
        case e.AppealClosed(kind="normal_late") if foreign:
            return ["handling"]
        case e.AppealHandled(late=True) | e.AppealClosed(late=True):
            return ["handling"]
    return []
