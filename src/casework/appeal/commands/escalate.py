"""超期上报: a limit has passed; told to the unit's head, the duty leader, a supervisor."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import waited
from casework.appeal.clocks import CENTRE, Clock, going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import ClockOverdue
from casework.appeal.words import ANY, ClockName, OverdueTo
from casework.context import DecisionContext
from casework.facts import Fact
from casework.policy.rules import Rules


class EscalateClock(AppealCommand, frozen=True, kw_only=True):
    """One level at a time, each at its multiple of the limit. Lateness itself is computed."""

    VERB = "escalate"
    POSTS = frozenset({"timekeeper"})
    IN = ANY
    NOT_NOW = no.NotInThisState
    WHILE = frozenset({"suspended", "merged", "erased"})

    clock: ClockName
    level: int
    unit: str | None = None

    def due_at(self, appeal: Appeal) -> datetime | None:
        """Return when the level was due."""
        clock = going(appeal.clocks, self.clock, self.unit)
        return _comes_at(clock) if clock else None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the fact: told, with the instant of the next level."""
        clock = going(appeal.clocks, self.clock, self.unit)
        if clock is None or clock.level + 1 != self.level or not _has_come(clock, context.at):
            raise no.NotDue(clock=self.clock, appeal_no=self.appeal_no)
        rules = _rules(clock, context)
        return [
            ClockOverdue(
                clock=self.clock,
                due=clock.due,
                level=self.level,
                to=_whom(clock, rules.escalation.to[self.level - 1]),
                unit=self.unit,
                clause=f"escalation.levels[{self.level}]@{rules.version}",
                next_at=_next_at(clock, self.level, context),
                moves=waited(appeal, context) if self.clock == "info" else (),
            )
        ]


def _rules(clock: Clock, context: DecisionContext) -> Rules:
    """Return the rules that counted the clock; those of now where none of ours did."""
    return context.policies.rules_of(clock.rule) or context.policies.rules(context.at)


def _whom(clock: Clock, to: OverdueTo) -> OverdueTo:
    """Return who is told; of the centre's own clocks, which have no head, the duty leader."""
    centre = clock.segments[-1].holder == CENTRE
    return "duty_leader" if centre and to == "unit_head" else to


def _comes_at(clock: Clock) -> datetime | None:
    return clock.due if clock.level == 0 else clock.next_at


def _has_come(clock: Clock, at: datetime) -> bool:
    comes_at = _comes_at(clock)
    return clock.rings_at is not None and comes_at is not None and comes_at <= at


def _next_at(clock: Clock, level: int, context: DecisionContext) -> datetime | None:
    """Return when the next level is told: at its multiple of the limit, by the clock's calendar."""
    levels = _rules(clock, context).escalation.levels
    if level >= len(levels):
        return None
    calendar = context.policies.calendar_of(clock.calendar)
    whole = calendar.worked(clock.started_at, clock.due)
    return calendar.add(clock.due, int(whole * (levels[level] - 1)))
