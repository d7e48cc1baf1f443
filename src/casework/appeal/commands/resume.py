"""恢复办理: the waiting is over, by date or before; what was left of each clock runs on."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import given_back
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealResumed
from casework.appeal.words import OPEN
from casework.context import DecisionContext
from casework.facts import Fact

ON_ITS_DATE = "挂账期满，自动恢复"


class ResumeAppeal(AppealCommand, frozen=True, kw_only=True):
    """By the centre, or by the timekeeper on the day (DOMAIN 11.25): never silently closed."""

    VERB = "resume"
    POSTS = frozenset({"operator", "duty_leader", "timekeeper"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    NEEDS = {"suspended": no.NotSuspended}
    WHILE = frozenset({"suspended"})

    reason: str | None = None

    def due_at(self, appeal: Appeal) -> datetime | None:
        """Return the date until which it was suspended."""
        end = going(appeal.clocks, "suspension")
        return end.due if end else None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: resumed, now or on its date if that has passed: from then on runs what
        was left."""
        start = min(self.due_at(appeal) or context.at, context.at)
        moves = tuple(
            given_back(clock, clock.segments[-1].since, context, start)
            for clock in appeal.clocks
            if clock.is_paused
        )
        return [
            AppealResumed(
                reason=texts.optional("reason", self.reason),
                moves=moves,
                counts_from=start if start < context.at else None,
            )
        ]
