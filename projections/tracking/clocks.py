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
from casework.appeal.clocks import Clock, Clocks
from casework.appeal.winding import limits_of, stirs, wind
from casework.facts import Recorded

# A window (窗口期) only ends: nobody has to do anything before it does, so nothing in it is late.
WINDOWS = frozenset({"info", "return_window", "suspension", "reopening", "evaluation"})
NO_CLOCKS = b""
NOTHING_DUE: dict[str, Any] = {
    "due_clock": None, "due_unit": None, "due_at": None, "remind_at": None, "due_since": None,
    "due_holder": None, "due_calendar": None, "provisional": False,
}  # fmt: skip
_UNTOUCHED: tuple[dict[str, Any], list[str]] = {}, []

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Clocks).decode


def clocks_of(stored: bytes) -> Clocks:
    """Return the clocks that a row keeps."""
    return _decode(stored) if stored else ()


def timed(stored: bytes, recorded: Recorded, round_: int) -> tuple[dict[str, Any], list[str]]:
    """Return what a fact changes of the clocks and the due thing, and which limits it misses."""
    fact = recorded.fact
    if not (stored or limits_of(fact)) or not stirs(fact):
        return _UNTOUCHED
    before = clocks_of(stored)
    after = wind(before, recorded, round_)
    if len(after) == len(before) and all(map(is_, before, after)):
        return _UNTOUCHED
    kept = tuple(_short(clock) for clock in after if _may_go_on(clock))
    if all(clock.stopped_at is not None for clock in kept):
        kept = ()
    late: list[str] = [c.name for b, c in zip(before, after, strict=False) if _ended_late(b, c)]
    return {"clocks": _encode(kept) if kept else NO_CLOCKS, **due_of(kept)}, late


def due_of(clocks: Clocks) -> dict[str, Any]:
    """Return the due thing: of the clocks that run, or else of those that stand, the first."""
    answered = [c for c in clocks if c.name not in WINDOWS and c.stopped_at is None]
    if not answered:
        return NOTHING_DUE
    first = min(answered, key=lambda c: (not c.running, c.due))
    last = first.segments[-1]
    return {
        "due_clock": first.name,
        "due_unit": first.unit,
        "due_at": first.due if first.running else None,
        "remind_at": first.remind_at if first.running else None,
        "due_since": last.since,
        "due_holder": last.holder,
        "due_calendar": first.calendar,
        "provisional": first.provisional,
    }


def _may_go_on(clock: Clock) -> bool:
    """Whether it goes, or may be taken up again, as the handling clock of a result sent back."""
    return clock.stopped_at is None or clock.name == "handling"


def _short(clock: Clock) -> Clock:
    """The clock without its past."""
    if len(clock.segments) == 1 and not clock.moves and not clock.amount:
        return clock
    return replace(clock, segments=clock.segments[-1:], moves=(), amount="")


def _ended_late(before: Clock, after: Clock) -> bool:
    """Whether this fact ended it after its deadline; one that stood ended when it was halted."""
    if before.stopped_at is not None or after.stopped_at is None or after.name in WINDOWS:
        return False
    last = before.segments[-1]
    ended: datetime = after.stopped_at if last.running else last.since
    return ended > after.due


def missed_by(recorded: Recorded) -> list[str]:
    """Return the limit that a fact itself says was missed, as a foreign history may: what a source
    says of lateness is lateness. That a clock of ours is overdue is computed."""
    fact, foreign = recorded.fact, recorded.envelope.source is not None
    match fact:
        case e.ClockOverdue() if foreign:
            return [fact.clock]
        case e.AppealClosed(kind="normal_late") if foreign:
            return ["handling"]
        case e.AppealHandled(late=True) | e.AppealClosed(late=True):
            return ["handling"]
    return []
