"""恢复办理: the waiting is over, by date or before; what was left of each clock runs on."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import given_back
from casework.appeal.events import AppealResumed
from casework.appeal.words import OPEN
from casework.facts import Fact
from casework.scene import Scene


class ResumeAppeal(AppealCommand, frozen=True, kw_only=True):
    """By the centre, or by the timekeeper on the day (DOMAIN 11.25): never silently closed."""

    VERB = "resume"
    POSTS = frozenset({"operator", "duty_leader", "timekeeper"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    NEEDS = {"suspended": no.NotSuspended}
    WHILE = frozenset({"suspended"})

    reason: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Resumed: deadline = now + what was left when the clock was halted."""
        moves = tuple(
            given_back(clock, clock.segments[-1].since, scene)
            for clock in appeal.clocks
            if clock.standing
        )
        return [AppealResumed(reason=texts.optional("reason", self.reason), moves=moves)]
