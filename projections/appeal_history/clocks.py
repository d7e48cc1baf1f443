"""时钟读数: what each clock of an appeal shows at an instant, and the stretches that make it up.

The seconds of the running stretches add up to the time used, exactly: all of them are counted by
one version of one calendar, in whole seconds.
"""

from datetime import datetime
from math import ceil
from typing import Literal

import msgspec

from casework.appeal.clocks import Clock, Segment
from casework.policy.calendar import WorkCalendar
from casework.policy.policies import Policies
from projections.tracking.clocks import WINDOWS

Light = Literal["green", "yellow", "red", "grey", "none"]
YELLOW = 0.8


class Stretch(msgspec.Struct, frozen=True):
    """A segment of a clock, with the open seconds in it; a standing one uses up none."""

    running: bool
    holder: str
    since: datetime
    until: datetime | None
    begun_by: str
    ended_by: str | None
    seconds: int


class Put(msgspec.Struct, frozen=True):
    """A deadline that was put elsewhere."""

    by: str
    at: datetime
    before: datetime
    due: datetime
    calendar: str


class Reading(msgspec.Struct, frozen=True):
    """One clock at one instant; all amounts in open seconds of its calendar.

    `pending` (待审批): more time was asked for in time and is not decided yet.
    `limit` is what may be used up until `due`, pauses left out; `over` is what was used beyond,
    nothing of a window.
    """

    clock: str
    unit: str | None
    round: int
    state: Literal["running", "standing", "stopped"]
    light: Light
    due: datetime
    provisional: bool
    amount: str
    rule: str
    calendar: str
    limit_seconds: int
    used_seconds: int
    left_seconds: int
    over_seconds: int
    level: int
    segments: list[Stretch]
    moves: list[Put]
    held_seconds: dict[str, int]
    pending: bool = False


def read(clock: Clock, at: datetime, policies: Policies) -> Reading:
    """Return what a clock shows at an instant."""
    calendar = policies.calendar_of(clock.calendar)
    segments = [_stretch(s, at, calendar) for s in clock.segments]
    used, left = sum(s.seconds for s in segments), _left(clock, at, calendar)
    over = sum(_beyond(s, clock.due, at, calendar) for s in clock.segments)
    limit = used + left - over
    return Reading(
        clock=clock.name,
        unit=clock.unit,
        round=clock.round,
        state=_state(clock),
        light=_light(clock, at, used, limit),
        due=clock.due,
        provisional=clock.provisional,
        amount=clock.amount,
        rule=clock.rule,
        calendar=calendar.tag,
        limit_seconds=limit,
        used_seconds=used,
        left_seconds=left,
        over_seconds=0 if clock.name in WINDOWS else over,
        level=clock.level,
        segments=segments,
        moves=[Put(m.by, m.at, m.move.before, m.move.due, m.move.calendar) for m in clock.moves],
        held_seconds=_held(segments),
        pending=clock.pending,
    )


def _stretch(segment: Segment, at: datetime, calendar: WorkCalendar) -> Stretch:
    end = segment.until or at
    return Stretch(
        running=segment.running,
        holder=segment.holder,
        since=segment.since,
        until=segment.until,
        begun_by=segment.begun_by,
        ended_by=segment.ended_by,
        seconds=calendar.worked(segment.since, end) if segment.running else 0,
    )


def _left(clock: Clock, at: datetime, calendar: WorkCalendar) -> int:
    """Return what is left: from now, or from when it was halted or ended."""
    return calendar.worked(clock.halted_at or clock.stopped_at or at, clock.due)


def _beyond(segment: Segment, due: datetime, at: datetime, calendar: WorkCalendar) -> int:
    if not segment.running:
        return 0
    return calendar.worked(max(segment.since, due), segment.until or at)


def _light(clock: Clock, at: datetime, used: int, limit: int) -> Light:
    """Return green up to 4/5 of the limit, yellow up to its end, red beyond; grey while halted.

    A window that merely ended shows none: nobody had to do anything in it.
    """
    if clock.is_paused:
        return "grey"
    if clock.is_late(at):
        return "none" if clock.name in WINDOWS else "red"
    return "yellow" if used > ceil(limit * YELLOW) else "green"


def _state(clock: Clock) -> Literal["running", "standing", "stopped"]:
    if clock.stopped_at is not None:
        return "stopped"
    return "standing" if clock.is_paused else "running"


def _held(segments: list[Stretch]) -> dict[str, int]:
    """Return how long each holder had it, so that lateness can be attributed."""
    held: dict[str, int] = {}
    for segment in segments:
        held[segment.holder] = held.get(segment.holder, 0) + segment.seconds
    return held
