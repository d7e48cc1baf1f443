"""时钟: every open state has a clock and somebody who holds it.

A clock is its segments: stretches of running or standing, each in somebody's hands, each begun
and ended by a fact. Which fact does what to which clock stands in `clock_table.py`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile

import msgspec

from casework.appeal.events.parts import Move
from casework.appeal.words import ClockName

CENTRE = "centre"
CLAIMANT = "claimant"  # 诉求人: who is asked has it until the answer


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
    """One clock. `level` is how far its being overdue was told; `due` moves only by `moves`.

    `pending` (待审批) says that more time was asked for before it was due and is not decided yet:
    until then nothing overdue is told of it.
    """

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
    pending: bool = False

    @property
    def running(self) -> bool:
        """Return whether time is being used up."""
        return self.segments[-1].running and self.segments[-1].until is None

    @property
    def is_paused(self) -> bool:
        """Return whether it was halted and is to go on."""
        return not self.segments[-1].running and self.segments[-1].until is None

    @property
    def halted_at(self) -> datetime | None:
        """Return since when it stands, in whoever's hands; None while it does not."""
        return self.idle_since if self.is_paused else None

    @property
    def idle_since(self) -> datetime | None:
        """Return since when no time is used up: it stands, or stood at its end; else None."""
        if self.segments[-1].running:
            return None
        halt = takewhile(lambda segment: not segment.running, reversed(self.segments))
        return min(segment.since for segment in halt)

    @property
    def stopped_at(self) -> datetime | None:
        """Return when it ended, if it has."""
        return self.segments[-1].until

    @property
    def started_at(self) -> datetime:
        """Return when it began."""
        return self.segments[0].since

    def is_late(self, at: datetime) -> bool:
        """Return whether it had passed its deadline at that instant, or when it stopped.

        One that ended while it stood is judged by when it was halted; one of which more time was
        asked for in time is not late as long as that is not decided.
        """
        if self.is_paused or (self.pending and self.stopped_at is None):
            return False
        return min(at, self.idle_since or self.stopped_at or at) > self.due

    @property
    def rings_at(self) -> datetime | None:
        """Return when the timekeeper is to look at it next; None while nothing will come of it."""
        if not self.running or self.pending or self.name == "return_window":
            return None
        if self.rule == "imported":
            return None
        if self._is_to_remind and not self.reminded and self.level == 0:
            return self.remind_at
        return self.due if self.level == 0 else self.next_at

    @property
    def _is_to_remind(self) -> bool:
        """Return whether it is reminded of: a window that nobody has to act in needs none."""
        return self.remind_at is not None and self.name not in ("info", "reopening")


Clocks = tuple[Clock, ...]


def find(clocks: Sequence[Clock], name: ClockName, unit: str | None = None) -> Clock | None:
    """Return the clock of that name (and unit) that goes, or else the newest."""
    if clock := going(clocks, name, unit):
        return clock
    return next((c for c in reversed(clocks) if c.name == name and c.unit == unit), None)


def going(clocks: Sequence[Clock], name: ClockName, unit: str | None = None) -> Clock | None:
    """Return the clock of that name (and unit) that has not stopped; there is one at most."""
    for clock in reversed(clocks):
        if clock.name == name and clock.unit == unit and clock.stopped_at is None:
            return clock
    return None


def ringing(clocks: Iterable[Clock]) -> datetime | None:
    """Return the next instant at which one of them rings."""
    return min((at for c in clocks if (at := c.rings_at) is not None), default=None)
