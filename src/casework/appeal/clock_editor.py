"""What one fact does to clocks: starts, stops, turns, moves, gives and hands them over."""

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.clocks import CENTRE, Clock, Moved, Segment
from casework.appeal.events.parts import Limit, Move
from casework.facts import Recorded

# What waits while an appeal is suspended. Supervision and the suspension itself do not.
HALTED = frozenset(
    {
        "acknowledgement",
        "return_window",
        "contact",
        "handling",
        "co_handling",
        "decision",
    }
)
# What a unit need not do while its return waits.
OF_RETURN = frozenset({"acknowledgement", "contact"})

Extension = e.ExtensionApproved | e.ExtensionRefused | e.RequestVoided


class ClockEditor:
    """Does to clocks what one fact does, at its instant and in its name."""

    def __init__(self, recorded: Recorded) -> None:
        self._ends, self._begins = recorded.ends_at, recorded.begins_at
        self._name = f"{recorded.version} {recorded.fact.TOPIC}"

    def start(self, limit: Limit, round_: int, holder: str) -> Clock:
        """Begin a clock now."""
        segment = Segment(running=True, holder=holder, since=self._begins, begun_by=self._name)
        return Clock(
            name=limit.clock,
            due=limit.due,
            amount=limit.amount,
            calendar=limit.calendar,
            rule=limit.rule,
            round=round_,
            segments=(segment,),
            unit=limit.unit,
            remind_at=limit.remind_at,
            provisional=limit.provisional,
        )

    def stop(self, clock: Clock, at: datetime | None = None) -> Clock:
        """End it, if it has not: when the thing happened, never before it began."""
        last = clock.segments[-1]
        if last.until is not None:
            return clock
        ended = replace(last, until=max(at or self._ends, last.since), ended_by=self._name)
        return replace(clock, segments=(*clock.segments[:-1], ended))

    def turn(
        self,
        clock: Clock,
        *,
        running: bool,
        holder: str | None = None,
        at: datetime | None = None,
    ) -> Clock:
        """End this stretch, where one is on, and begin another."""
        last, at = clock.segments[-1], at or self._begins
        ended = self.stop(clock, at)
        segment = Segment(
            running=running,
            holder=holder or last.holder,
            since=max(at, ended.segments[-1].until or last.since),
            begun_by=self._name,
        )
        return replace(ended, segments=(*ended.segments, segment))

    def give(self, clock: Clock, holder: str) -> Clock:
        """Put it into somebody else's hands from now on."""
        last = clock.segments[-1]
        if last.until is not None or last.holder == holder:
            return clock
        return self.turn(clock, running=last.running, holder=holder)

    def move(self, clock: Clock, move: Move, holder: str | None) -> Clock:
        """Put its deadline elsewhere; one that stands or has stopped goes on by it."""
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
        """Note what was told of it: reminded, or overdue at a level."""
        if clock.name != fact.clock or clock.unit != fact.unit or clock.stopped_at is not None:
            return clock
        if isinstance(fact, e.ClockReminded):
            return replace(clock, reminded=True)
        return replace(clock, level=fact.level, next_at=fact.next_at)

    def hand_over(self, clock: Clock, fact: e.OrdersHandedOver) -> Clock:
        """Hand a dissolved unit's clock over to its successor."""
        number, owed, unit = (clock.unit or "").rpartition("/")
        if clock.name == "decision":  # the centre's, about the unit's request
            renamed = clock.stopped_at is None and unit == fact.from_unit
            return replace(clock, unit=f"{number}/{fact.to_unit}") if renamed else clock
        if clock.stopped_at is None and owed and unit == fact.from_unit:
            return replace(self.give(clock, fact.to_unit), unit=f"{number}/{fact.to_unit}")
        if clock.stopped_at is not None or clock.unit not in (None, fact.from_unit):
            return clock
        if clock.unit is None:
            theirs = clock.segments[-1].holder == fact.from_unit
            return self.give(clock, fact.to_unit) if theirs else clock
        return replace(self.give(clock, fact.to_unit), unit=fact.to_unit)

    def halt(self, clock: Clock, fact: e.AppealSuspended) -> Clock:
        """Halt it, if it is of those that wait."""
        return self.turn(clock, running=False) if clock.name in HALTED and clock.running else clock

    def await_return(self, clock: Clock, fact: e.ReturnRequested) -> Clock:
        """Halt what is to be done first: whoever asks for a return has read the order."""
        of_it = clock.unit == fact.unit and clock.name in OF_RETURN and clock.running
        if not (of_it and any(limit.clock == "decision" for limit in fact.limits)):
            return clock
        return self.turn(clock, running=False, holder=CENTRE, at=self._ends)

    def await_more(self, clock: Clock, fact: e.ExtensionRequested) -> Clock:
        """Mark it until that is decided: more time was asked for before it was due."""
        asked = any(limit.clock == "decision" for limit in fact.limits)
        return replace(clock, pending=True) if asked and _may_extend(clock, fact) else clock

    def decided(self, clock: Clock, fact: Extension) -> Clock:
        """Take the mark off again."""
        return replace(clock, pending=False) if _may_extend(clock, fact) else clock

    def voided(self, clock: Clock, fact: e.RequestVoided) -> Clock:
        """Take the mark off, where what was asked for is moot."""
        return self.decided(clock, fact) if fact.matter == "extension" else clock

    def go_on(self, clock: Clock, fact: e.AppealResumed) -> Clock:
        """Let it run again."""
        return self.turn(clock, running=True) if clock.is_paused else clock


def _may_extend(clock: Clock, fact: Any) -> bool:
    """Return whether the request is about this clock: the lead's, or that of a co-handler."""
    if clock.stopped_at is not None or clock.name not in ("handling", "co_handling"):
        return False
    helper = clock.name == "co_handling"
    return clock.unit == fact.unit if helper else not fact.helper
