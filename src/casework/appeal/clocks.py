"""时钟: every open state has a clock and somebody who holds it. Facts start, stop and move them.

A clock is its segments: stretches of running or standing, each in somebody's hands, each begun
and ended by a fact. The one table of which fact does what to which clock is here; rules and views
both wind their clocks by it, so what is shown is what was decided on.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.events.parts import Limit, Move
from casework.appeal.words import ClockName
from casework.facts import Recorded

CENTRE = "centre"


class Segment(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A stretch of a clock's life. Facts are named as version and name: "3 appeal.dispatched"."""

    running: bool
    holder: str
    since: datetime
    begun_by: str
    until: datetime | None = None
    ended_by: str | None = None


class Moved(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A deadline that was put elsewhere: by which fact, when."""

    by: str
    at: datetime
    move: Move


class Clock(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One clock. `level` is how far its being overdue was told; `due` moves only by `moves`."""

    name: ClockName
    due: datetime
    amount: str
    calendar: str
    rule: str
    round: int
    segments: tuple[Segment, ...]
    unit: str | None = None
    remind_at: datetime | None = None
    provisional: bool = False
    moves: tuple[Moved, ...] = ()
    reminded: bool = False
    level: int = 0
    next_at: datetime | None = None

    @property
    def running(self) -> bool:
        """Whether time is being used up."""
        return self.segments[-1].running and self.segments[-1].until is None

    @property
    def standing(self) -> bool:
        """Whether it was halted and is to go on."""
        return not self.segments[-1].running and self.segments[-1].until is None

    @property
    def stopped_at(self) -> datetime | None:
        """When it ended, if it has."""
        return self.segments[-1].until

    @property
    def started_at(self) -> datetime:
        """When it began."""
        return self.segments[0].since

    def is_late(self, at: datetime) -> bool:
        """Whether it had passed its deadline at that instant, or when it stopped."""
        return min(at, self.stopped_at or at) > self.due and not self.standing

    @property
    def rings_at(self) -> datetime | None:
        """When the timekeeper is to look at it next; None while nothing will come of it."""
        if not self.running or self.name == "return_window" or self.rule == "imported":
            return None
        if self._is_to_remind and not self.reminded and self.level == 0:
            return self.remind_at
        return self.due if self.level == 0 else self.next_at

    @property
    def _is_to_remind(self) -> bool:
        """A window that nobody has to do anything in needs no reminder."""
        return self.remind_at is not None and self.name not in ("info", "reopening")


Clocks = tuple[Clock, ...]
Picks = Callable[[Clock, Any], bool]


def find(clocks: Sequence[Clock], name: ClockName, unit: str | None = None) -> Clock | None:
    """The clock of that name (and unit) that goes, or else the newest."""
    if clock := going(clocks, name, unit):
        return clock
    return next((c for c in reversed(clocks) if c.name == name and c.unit == unit), None)


def going(clocks: Sequence[Clock], name: ClockName, unit: str | None = None) -> Clock | None:
    """The clock of that name (and unit) that has not stopped; there is one at most."""
    for clock in reversed(clocks):
        if clock.name == name and clock.unit == unit and clock.stopped_at is None:
            return clock
    return None


def wind(clocks: Clocks, recorded: Recorded, round_: int) -> Clocks:
    """The clocks after one more fact."""
    fact, kind = recorded.fact, type(recorded.fact)
    stops, holder = _STOPS.get(kind), _HOLDERS.get(kind)
    limits, moves = limits_of(fact), getattr(fact, "moves", ())
    if not (stops or limits or moves or holder or kind in _OTHERS):
        return clocks
    hand = _Hand(recorded)
    wound = [hand.stop(c) if stops and stops(c, fact) else c for c in clocks]
    if kind in _OTHERS:
        wound = [_OTHERS[kind](hand, c, fact) for c in wound]
    for move in moves:
        meant = find(wound, move.clock, move.unit)  # one that stopped may be taken up again
        if meant is not None:
            moved = hand.move(meant, move, holder(fact) if holder else None)
            wound = [moved if c is meant else c for c in wound]
    if holder and (name := holder(fact)):
        wound = [hand.give(c, name) if c.name == "handling" else c for c in wound]
    anew = {(limit.clock, limit.unit) for limit in limits}
    wound = [hand.stop(c) if (c.name, c.unit) in anew else c for c in wound] if anew else wound
    return (*wound, *(hand.start(limit, round_, _holder(limit, fact)) for limit in limits))


def stirs(fact: Any) -> bool:
    """Whether a fact does anything to clocks at all."""
    kind = type(fact)
    named = kind in _STOPS or kind in _HOLDERS or kind in _OTHERS
    return named or bool(limits_of(fact) or getattr(fact, "moves", ()))


def limits_of(fact: Any) -> tuple[Limit, ...]:
    """The clocks that a fact starts; a foreign history names only the deadline of an order."""
    limits: tuple[Limit, ...] = getattr(fact, "limits", ())
    deadline = fact.deadline if isinstance(fact, e.AppealDispatched) and not limits else None
    if deadline is None:
        return limits
    rule = fact.limit_rule or "imported"
    return (Limit(clock="handling", due=deadline, amount="", calendar="24x7/1", rule=rule),)


class _Hand:
    """Does to clocks what one fact does, at its instant and in its name."""

    def __init__(self, recorded: Recorded) -> None:
        self._ends, self._begins = recorded.envelope.happened_at, recorded.envelope.begins_at
        self._name = f"{recorded.version} {recorded.fact.TOPIC}"

    def start(self, limit: Limit, round_: int, holder: str) -> Clock:
        segment = Segment(running=True, holder=holder, since=self._begins, begun_by=self._name)
        return Clock(
            name=limit.clock, due=limit.due, amount=limit.amount, calendar=limit.calendar,
            rule=limit.rule, round=round_, segments=(segment,), unit=limit.unit,
            remind_at=limit.remind_at, provisional=limit.provisional,
        )  # fmt: skip

    def stop(self, clock: Clock, at: datetime | None = None) -> Clock:
        last = clock.segments[-1]
        if last.until is not None:
            return clock
        ended = replace(last, until=max(at or self._ends, last.since), ended_by=self._name)
        return replace(clock, segments=(*clock.segments[:-1], ended))

    def turn(self, clock: Clock, *, running: bool, holder: str | None = None) -> Clock:
        """End this stretch, where one is on, and begin another."""
        last = clock.segments[-1]
        ended = self.stop(clock, self._begins)
        segment = Segment(
            running=running,
            holder=holder or last.holder,
            since=max(self._begins, ended.segments[-1].until or last.since),
            begun_by=self._name,
        )
        return replace(ended, segments=(*ended.segments, segment))

    def give(self, clock: Clock, holder: str) -> Clock:
        last = clock.segments[-1]
        if last.until is not None or last.holder == holder:
            return clock
        return self.turn(clock, running=last.running, holder=holder)

    def move(self, clock: Clock, move: Move, holder: str | None) -> Clock:
        if move.due == clock.due:
            same = replace(clock, provisional=move.provisional)
            return same if same.running else self.turn(same, running=True, holder=holder)
        moved = replace(
            clock,
            due=move.due,
            calendar=move.calendar,
            remind_at=move.remind_at,
            provisional=move.provisional,
            moves=(*clock.moves, Moved(self._name, self._begins, move)),
            reminded=False,
            level=0,
            next_at=None,
        )
        return moved if moved.running else self.turn(moved, running=True, holder=holder)

    def tell(self, clock: Clock, fact: e.ClockReminded | e.ClockOverdue) -> Clock:
        if clock.name != fact.clock or clock.unit != fact.unit or clock.stopped_at is not None:
            return clock
        if isinstance(fact, e.ClockReminded):
            return replace(clock, reminded=True)
        return replace(clock, level=fact.level, next_at=fact.next_at)

    def hand_over(self, clock: Clock, fact: e.OrdersHandedOver) -> Clock:
        number, owed, unit = (clock.unit or "").rpartition("/")
        if clock.stopped_at is None and owed and unit == fact.from_unit:
            return replace(self.give(clock, fact.to_unit), unit=f"{number}/{fact.to_unit}")
        if clock.stopped_at is not None or clock.unit not in (None, fact.from_unit):
            return clock
        if clock.unit is None:
            theirs = clock.segments[-1].holder == fact.from_unit
            return self.give(clock, fact.to_unit) if theirs else clock
        return replace(self.give(clock, fact.to_unit), unit=fact.to_unit)

    def halt(self, clock: Clock, fact: e.AppealSuspended) -> Clock:
        return self.turn(clock, running=False) if clock.name in HALTED and clock.running else clock

    def go_on(self, clock: Clock, fact: e.AppealResumed) -> Clock:
        return self.turn(clock, running=True) if clock.standing else clock


# What waits while an appeal is suspended. Supervision and the suspension itself do not.
HALTED = frozenset({"acknowledgement", "return_window", "contact", "handling", "co_handling"})
_OF_ORDER = frozenset({"acknowledgement", "return_window", "contact"})


def _holder(limit: Limit, fact: Any) -> str:
    if limit.unit is not None:
        return limit.unit.rpartition("/")[2]  # a supervision's is numbered: "1/U-GR"
    if limit.clock in ("handling", "feedback"):
        give = _HOLDERS.get(type(fact))
        return (give(fact) if give else None) or getattr(fact, "unit", None) or CENTRE
    return CENTRE


def _named(*names: ClockName) -> Picks:
    among = frozenset(names)
    return lambda clock, fact: clock.name in among


def _of_unit(*names: str) -> Picks:
    among = frozenset(names)
    return lambda clock, fact: clock.name in among and clock.unit == fact.unit


def _is_of(clock: Clock, unit: str) -> bool:
    return clock.unit == unit and (clock.name in _OF_ORDER or clock.name == "co_handling")


def _helped_by(clock: Clock, unit: str) -> bool:
    """Who leads from now on helps no more."""
    return clock.name == "co_handling" and clock.unit == unit


def _joined(clock: Clock, fact: e.OrdersHandedOver) -> bool:
    """Where the successor has an order already, the lesser of the two is no more."""
    return fact.joined and _is_of(clock, fact.to_unit if fact.lead else fact.from_unit)


def _all_but(*names: ClockName) -> Picks:
    kept = frozenset(names)
    return lambda clock, fact: clock.name not in kept


_STOPS: dict[type, Picks] = {
    e.AppealDispatched: lambda c, f: c.name in ("dispatch", "info") or _helped_by(c, f.lead_unit),
    e.OrderAcknowledged: _of_unit("acknowledgement"),
    e.OrderRecalled: _of_unit(*_OF_ORDER),
    e.ReturnRequested: _of_unit("return_window"),
    e.ReturnAccepted: lambda c, f: _is_of(c, f.unit),
    e.AppealReassigned: lambda c, f: (
        (c.unit == f.from_unit and c.name in _OF_ORDER) or _helped_by(c, f.to_unit)
    ),
    e.OrdersHandedOver: _joined,
    e.ArbitrationOpened: lambda c, f: c.unit in f.units and c.name in _OF_ORDER,
    e.UnitDesignated: lambda c, f: (
        c.name in ("dispatch", "acknowledgement", "return_window") or _helped_by(c, f.unit)
    ),
    e.ContactRecorded: lambda c, f: f.connected and c.name == "contact" and c.unit == f.unit,
    e.CoHandlerReported: lambda c, f: (
        not f.interim and c.unit == f.unit and c.name in {"co_handling", *_OF_ORDER}
    ),
    e.InfoProvided: _named("info"),
    e.AppealResumed: _named("suspension"),
    e.AppealHandled: _named("handling", "info", "contact", "return_window", "acknowledgement"),
    e.HandlingSentBack: _named("feedback"),
    e.AppealFedBack: _named("feedback", "co_handling"),
    e.CallbackRecorded: lambda c, f: f.connected and c.name in ("callback", "closing"),
    e.ReworkOrdered: _named("callback", "feedback", "closing"),
    e.SupervisionReplied: lambda c, f: (
        c.name == "supervision" and c.unit == f"{f.supervision}/{f.unit}"
    ),
    e.SupervisionClosed: lambda c, f: (
        c.name == "supervision" and (c.unit or "").startswith(f"{f.supervision}/")
    ),
    e.AppealMerged: _all_but("supervision"),
    e.AppealUnmerged: _all_but("supervision"),
    e.ResultShared: _all_but("supervision"),
    e.AppealClosed: _all_but("supervision"),
    e.AppealReopened: _named("reopening"),
    e.AppealArchived: _all_but(),
}

_HOLDERS: dict[type, Callable[[Any], str | None]] = {
    e.AppealDispatched: lambda f: f.lead_unit,
    e.AppealReassigned: lambda f: f.to_unit,
    e.OrderRecalled: lambda f: CENTRE,
    e.ReturnAccepted: lambda f: CENTRE if any(x.clock == "dispatch" for x in f.limits) else None,
    e.ArbitrationOpened: lambda f: CENTRE,
    e.UnitDesignated: lambda f: f.unit,
    e.HandlingSentBack: lambda f: f.unit,
    e.ReworkOrdered: lambda f: f.unit,
    e.AppealReopened: lambda f: f.unit,
}

_OTHERS: dict[type, Callable[[_Hand, Clock, Any], Clock]] = {
    e.ClockReminded: _Hand.tell,
    e.ClockOverdue: _Hand.tell,
    e.OrdersHandedOver: _Hand.hand_over,
    e.AppealSuspended: _Hand.halt,
    e.AppealResumed: _Hand.go_on,
}


def ringing(clocks: Iterable[Clock]) -> datetime | None:
    """The next instant at which one of them rings."""
    return min((at for c in clocks if (at := c.rings_at) is not None), default=None)
