"""时限移动: how a deadline that runs already is moved, and goes on with what was left of it."""

from datetime import datetime

from casework.appeal.appeal import Appeal
from casework.appeal.clocks import Clock, going
from casework.appeal.deadlines import remind_at
from casework.appeal.events import Limit, Move
from casework.context import DecisionContext


def moved(
    clock: Clock,
    due: datetime,
    context: DecisionContext,
    tag: str | None = None,
    start: datetime | None = None,
) -> Move:
    """Return a running clock's deadline elsewhere, its reminder at the share of what is left."""
    calendar = context.policies.calendar_of(tag or clock.calendar)
    share = context.policies.rules(context.at).escalation.remind
    return Move(
        clock=clock.name,
        before=clock.due,
        due=due,
        calendar=calendar.tag,
        unit=clock.unit,
        remind_at=remind_at(calendar, start or context.begins_at, due, share),
        provisional=calendar.is_provisional(due),
    )


def given_back(
    clock: Clock, since: datetime, context: DecisionContext, start: datetime | None = None
) -> Move:
    """Return what was left of a clock at an instant, or when it was halted, from `start` on.

    Without a start it is now, or the instant at which time itself acts.
    """
    calendar, since = context.policies.calendar_of(clock.calendar), clock.halted_at or since
    if since >= clock.due:
        return moved(clock, clock.due, context)
    left, start = calendar.worked(since, clock.due), start or context.begins_at
    return moved(clock, calendar.add(start, left), context, start=start)


def waiting(appeal: Appeal, window: Limit, context: DecisionContext) -> tuple[Move, ...]:
    """Return how far the dispatch clock moves that is to wait for an answer: it goes on with what
    is left of it when the time for the answer ends at the latest."""
    clock = going(appeal.clocks, "dispatch")
    if clock is None:
        return ()
    before = going(appeal.clocks, "info") if clock.is_paused else None
    return (_goes_on(clock, before, window.due, context),)


def waited(appeal: Appeal, context: DecisionContext) -> tuple[Move, ...]:
    """Return how a dispatch clock goes on that waited for an answer: from now, or from the end of
    the time for it."""
    clock, window = going(appeal.clocks, "dispatch"), going(appeal.clocks, "info")
    if clock is None or not clock.is_paused:
        return ()
    start = min(context.begins_at, window.due) if window else context.begins_at
    return (_goes_on(clock, window, start, context),)


def _goes_on(clock: Clock, window: Clock | None, start: datetime, context: DecisionContext) -> Move:
    """Return the move from a start with what is left: now, or when it was to go on so far."""
    calendar, since = context.policies.calendar_of(clock.calendar), context.begins_at
    if clock.due <= (clock.halted_at or since):
        return moved(clock, clock.due, context)
    left = calendar.worked(window.due if window else since, clock.due)
    return moved(clock, calendar.add(start, left), context, start=start)
