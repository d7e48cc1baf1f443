"""期限确认: a provisional deadline is counted again once the calendar of its year is published."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import moved
from casework.appeal.clocks import Clock
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import DeadlineRecalculated, Move
from casework.appeal.words import ANY
from casework.context import DecisionContext
from casework.facts import Fact
from casework.policy.amounts import Amount


class SettleDeadline(AppealCommand, frozen=True, kw_only=True):
    """Sent when a year is loaded. Whatever moves is on record, from where to where, and why."""

    VERB = "settle-deadline"
    POSTS = frozenset({"timekeeper", "duty_leader"})
    IN = ANY
    NOT_NOW = no.NotInThisState
    WHILE = frozenset({"suspended", "merged", "erased"})

    reason: str = "年度工作日历已公布"

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: recalculated where the calendar now knows; who helps stays due before
        the lead."""
        settling = [c for c in appeal.clocks if c.provisional and c.running]
        moves = {(c.name, c.unit): move for c in settling if (move := settled(c, context))}
        lead, helping = moves.get(("handling", None)), "co_handling"
        lead_due = lead.due if lead else appeal.deadline
        for clock in appeal.clocks:
            key = (clock.name, clock.unit)
            if clock.name != helping or not clock.running or not (lead or key in moves):
                continue
            if lead_due and (move := before_lead(clock, moves.get(key), lead_due, appeal, context)):
                moves[key] = move
        if not moves:
            raise no.NotDue(clock="provisional", appeal_no=self.appeal_no)
        reason = texts.required("reason", self.reason)
        return [DeadlineRecalculated(reason=reason, moves=tuple(moves.values()))]


def before_lead(
    clock: Clock, move: Move | None, lead_due: datetime, appeal: Appeal, context: DecisionContext
) -> Move | None:
    """Return how a co-handler's deadline moves: as counted, but so long before the lead's."""
    due, tag = (move.due, move.calendar) if move else (clock.due, clock.calendar)
    deadlines, calendar = ruling(appeal, context), context.policies.calendar_of(tag)
    if deadlines.leaves_lead(calendar, due, lead_due):
        return move
    if deadlines.leaves_lead(calendar, clock.due, lead_due):
        return moved(clock, clock.due, context, tag)
    [latest] = deadlines.co_handling([clock.unit or ""], lead_due)
    return moved(clock, latest.due, context, tag)


def settled(clock: Clock, context: DecisionContext) -> Move | None:
    """Return the same open time as promised, counted by the newest version of its calendar."""
    name = clock.calendar.partition("/")[0]
    newest = context.policies.calendar(name)
    if newest.tag == clock.calendar or newest.is_provisional(clock.due):
        return None
    due = clock.due
    if clock.amount and not clock.moves:
        try:
            due = newest.due(clock.started_at, Amount.parse(clock.amount))
        except ValueError:
            due = newest.add(clock.started_at, _open_time(clock, context))
    elif clock.moves:
        due = newest.add(clock.started_at, _open_time(clock, context))
    return moved(clock, due, context, newest.tag)


def _open_time(clock: Clock, context: DecisionContext) -> int:
    before = context.policies.calendar_of(clock.calendar)
    return before.worked(clock.started_at, clock.due)
