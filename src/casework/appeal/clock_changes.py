"""上弦: what a fact does to the clocks, by the tables in `clock_table.py`.

Rules and views both wind their clocks by it, so what is shown is what was decided on.
"""

from collections.abc import Sequence
from operator import is_
from typing import Any

from casework.appeal import events as e
from casework.appeal.clock_editor import OF_RETURN, ClockEditor
from casework.appeal.clock_table import HOLDERS, OTHERS, STOPS
from casework.appeal.clocks import CENTRE, Clock, Clocks, find
from casework.appeal.events.parts import Limit
from casework.facts import Recorded

_NAMED = frozenset({*STOPS, *HOLDERS, *OTHERS})


def apply_to_clocks(clocks: Clocks, recorded: Recorded, round_: int) -> Clocks:
    """Return the clocks after one more fact: what it stops, moves, changes, gives and starts.

    They are the very same where it does nothing to any of them.
    """
    fact = recorded.fact
    if not affects_clocks(fact):
        return clocks
    hand = ClockEditor(recorded)
    wound = _stop(hand, clocks, fact)
    wound = _move(hand, wound, fact)
    wound = _change(hand, wound, fact)
    wound = _give(hand, wound, fact)
    wound = _start(hand, wound, fact, round_)
    same = len(wound) == len(clocks) and all(map(is_, wound, clocks))
    return clocks if same else tuple(wound)


def _stop(hand: ClockEditor, clocks: Sequence[Clock], fact: Any) -> Sequence[Clock]:
    """Return them with those ended that the fact ends."""
    stops = STOPS.get(type(fact))
    return [hand.stop(c) if stops(c, fact) else c for c in clocks] if stops else clocks


def _move(hand: ClockEditor, clocks: Sequence[Clock], fact: Any) -> Sequence[Clock]:
    """Return them with deadlines put elsewhere; one that stopped may be taken up again."""
    for move in getattr(fact, "moves", ()):
        meant = find(clocks, move.clock, move.unit)
        if meant is not None:
            owed = meant.unit if meant.name in OF_RETURN else None
            moved = hand.move(meant, move, owed or _taker(fact))
            clocks = [moved if c is meant else c for c in clocks]
    return clocks


def _change(hand: ClockEditor, clocks: Sequence[Clock], fact: Any) -> Sequence[Clock]:
    """Return them halted, taken up again, told of or handed over, as a fact of its kind does."""
    change = OTHERS.get(type(fact))
    return [change(hand, c, fact) for c in clocks] if change else clocks


def _give(hand: ClockEditor, clocks: Sequence[Clock], fact: Any) -> Sequence[Clock]:
    """Return them with the time to handle it in the hands of whoever has it from now on."""
    taker = _taker(fact)
    if not taker:
        return clocks
    return [hand.give(c, taker) if c.name == "handling" else c for c in clocks]


def _start(hand: ClockEditor, clocks: Sequence[Clock], fact: Any, round_: int) -> Sequence[Clock]:
    """Return them with those that the fact starts; each ends the one of its name and unit."""
    limits = limits_of(fact)
    if not limits:
        return clocks
    new = {(limit.clock, limit.unit) for limit in limits}
    ended = [hand.stop(c) if (c.name, c.unit) in new else c for c in clocks]
    return ended + [hand.start(limit, round_, _holder(limit, fact)) for limit in limits]


def affects_clocks(fact: Any) -> bool:
    """Return whether a fact may do anything to clocks at all."""
    return type(fact) in _NAMED or bool(limits_of(fact) or getattr(fact, "moves", ()))


def limits_of(fact: Any) -> tuple[Limit, ...]:
    """Return the clocks that a fact starts; a foreign history names only an order's deadline."""
    limits: tuple[Limit, ...] = getattr(fact, "limits", ())
    if limits or type(fact) is not e.AppealDispatched or fact.deadline is None:
        return limits
    rule = fact.limit_rule or "imported"
    return (Limit(clock="handling", due=fact.deadline, amount="", calendar="24x7/1", rule=rule),)


def _taker(fact: Any) -> str | None:
    """Return who has the time to handle it from this fact on, if it says so."""
    take = HOLDERS.get(type(fact))
    return take(fact) if take else None


def _holder(limit: Limit, fact: Any) -> str:
    """Return in whose hands a clock begins."""
    if limit.clock == "decision":
        return CENTRE
    if limit.unit is not None:
        return limit.unit.rpartition("/")[2]  # a supervision's is numbered: "1/U-GR"
    if limit.clock in ("handling", "feedback"):
        return _taker(fact) or getattr(fact, "unit", None) or CENTRE
    return CENTRE
