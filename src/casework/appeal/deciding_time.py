"""审批所费时间: what a decision took of a unit's time, and how clocks go on once it is made."""

from datetime import datetime

from casework.appeal.appeal import Appeal
from casework.appeal.clock_editor import OF_RETURN
from casework.appeal.clock_moves import given_back, moved
from casework.appeal.clocks import Clock, going
from casework.appeal.deadlines import ruling
from casework.appeal.events import Move
from casework.context import DecisionContext

# The facts that give back what a decision took.
_GIVE_BACK = (
    "return.accepted",
    "return.refused",
    "extension.refused",
    "appeal.suspended",
    "suspension.refused",
    "termination.refused",
    "request.voided",
)


def taken_too_long(appeal: Appeal, name: str, context: DecisionContext) -> tuple[Move, ...]:
    """Return what a decision (as "return/U-GR") took beyond its own limit, given back to the unit.

    Nothing where it came in time: the handling clock has run on meanwhile, and rightly. What was
    given back for another decision is not given twice.
    """
    decision, clock = going(appeal.clocks, "decision", name), going(appeal.clocks, "handling")
    helping = going(appeal.clocks, "co_handling", name.rpartition("/")[2])
    clock = helping or clock
    if decision is None or clock is None or not decision.is_late(context.at):
        return ()
    calendar = context.policies.calendar_of(clock.calendar)
    since = max(decision.due, clock.started_at, *_given_back_at(clock))
    beyond = calendar.worked(since, context.at) if since < context.at else 0
    return (moved(clock, calendar.add(clock.due, beyond), context),) if beyond else ()


def _given_back_at(clock: Clock) -> list[datetime]:
    return [moved.at for moved in clock.moves if moved.by.rpartition(" ")[2] in _GIVE_BACK]


def co_orders_following(
    appeal: Appeal, lead_due: datetime, context: DecisionContext
) -> tuple[Move, ...]:
    """Return the moves by which co-orders stay due a working day before the lead.

    They follow when the lead is given more time (DOMAIN 6.2, 17.17); one that is late already is
    healed by nothing.
    """
    moves: list[Move] = []
    for clock in appeal.clocks:
        if clock.name == "co_handling" and clock.running and not clock.is_late(context.at):
            due = ruling(appeal, context).before_lead(lead_due, clock.started_at)
            if due > clock.due:
                moves.append(moved(clock, due, context))
    return tuple(moves)


def going_on(appeal: Appeal, unit: str, context: DecisionContext) -> tuple[Move, ...]:
    """Return the moves by which what halted goes on with what was left (DOMAIN 17.2)."""
    return tuple(
        given_back(clock, context.at, context)
        for clock in appeal.clocks
        if clock.unit == unit and clock.is_paused and clock.name in OF_RETURN
    )
