"""临期提醒: the timekeeper tells whoever holds a clock that four fifths of it are used up."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import ClockReminded
from casework.appeal.words import ANY, ClockName
from casework.context import DecisionContext
from casework.facts import Fact


class RemindOfClock(AppealCommand, frozen=True, kw_only=True):
    """Once for each deadline."""

    VERB = "remind"
    POSTS = frozenset({"timekeeper"})
    IN = ANY
    NOT_NOW = no.NotInThisState
    WHILE = frozenset({"suspended", "merged", "erased"})

    clock: ClockName
    unit: str | None = None

    def due_at(self, appeal: Appeal) -> datetime | None:
        """Return when that share was used up."""
        clock = going(appeal.clocks, self.clock, self.unit)
        return clock.remind_at if clock else None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: reminded, if it is time."""
        clock = going(appeal.clocks, self.clock, self.unit)
        rings_at = clock.rings_at if clock else None
        if (
            clock is None
            or rings_at is None
            or rings_at > context.at
            or rings_at != clock.remind_at
        ):
            raise no.NotDue(clock=self.clock, appeal_no=self.appeal_no)
        return [ClockReminded(clock=self.clock, due=clock.due, unit=self.unit)]
