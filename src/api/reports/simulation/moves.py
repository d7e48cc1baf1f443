"""The deadlines that a fact moves, moved again from where they would have been."""

from collections.abc import Callable
from datetime import datetime

from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import given_back, moved
from casework.appeal.clocks import Clock, find
from casework.appeal.commands.settle_deadline import settled
from casework.appeal.events import Move
from casework.context import DecisionContext
from casework.facts import Fact


def moves_of(fact: Fact, appeal: Appeal, instead: DecisionContext) -> tuple[Move, ...]:
    """Return each move again; of a clock that would not have been there, none."""
    again = _AGAIN[type(fact)]
    pairs = ((move, find(appeal.clocks, move.clock, move.unit)) for move in fact.moves)  # type: ignore[attr-defined]
    found = (again(move, clock, instead) for move, clock in pairs if clock is not None)
    return tuple(move for move in found if move is not None)


def _extended(move: Move, clock: Clock, context: DecisionContext) -> Move:
    """Move by as much open time as the approval moved the deadline that there was."""
    return moved(clock, _later(move, clock, context), context)


def _later(move: Move, clock: Clock, context: DecisionContext) -> datetime:
    """Return the very instant that was approved, where that is as much time as it was."""
    before, calendar = (context.policies.calendar_of(t) for t in (move.calendar, clock.calendar))
    granted = before.worked(move.before, move.due)
    if clock.due == move.before and calendar.worked(clock.due, move.due) == granted:
        return move.due
    return calendar.add(clock.due, granted)


def _resumed(move: Move, clock: Clock, context: DecisionContext) -> Move | None:
    """Return what was left of the other limit when it was halted."""
    return given_back(clock, clock.segments[-1].since, context) if clock.is_paused else None


def _given_back(move: Move, clock: Clock, context: DecisionContext) -> Move | None:
    """Return what a slow decision took, and what was left of what halted meanwhile."""
    return _resumed(move, clock, context) if clock.is_paused else _extended(move, clock, context)


def _sent_back(move: Move, clock: Clock, context: DecisionContext) -> Move | None:
    """Return what was left of the other limit when the result was submitted."""
    return given_back(clock, clock.stopped_at, context) if clock.stopped_at else None


def _settled(move: Move, clock: Clock, context: DecisionContext) -> Move | None:
    """Count by the year that was published, where the other deadline waited for one, too."""
    return settled(clock, context) if clock.provisional else None


_AGAIN: dict[type[Fact], Callable[[Move, Clock, DecisionContext], Move | None]] = {
    e.ExtensionApproved: _extended,
    **dict.fromkeys(
        (
            e.ReturnAccepted,
            e.ReturnRefused,
            e.ExtensionRefused,
            e.AppealSuspended,
            e.SuspensionRefused,
            e.TerminationRefused,
            e.RequestVoided,
        ),
        _given_back,
    ),
    e.AppealResumed: _resumed,
    e.HandlingSentBack: _sent_back,
    e.DeadlineRecalculated: _settled,
}
