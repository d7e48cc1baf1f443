"""不予受理: not a matter for this hotline; the claimant is told why and where to turn."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.closing import closed
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealNotAccepted
from casework.appeal.fields import Instant
from casework.appeal.words import NotAcceptedGround, Status
from casework.context import DecisionContext
from casework.facts import Fact


class RefuseAppeal(AppealCommand, frozen=True, kw_only=True):
    """One of the grounds of DOMAIN 9.1, and the reason in words (Weifang rules, art. 19)."""

    VERB = "refuse"
    POSTS = frozenset({"collector", "operator", "duty_leader", "timekeeper"})
    IN = frozenset({Status.COLLECTED})
    NOT_NOW = no.NotAwaitingDispatch

    ground: NotAcceptedGround
    reason: str
    advice: str | None = None
    told_claimant_at: Instant | None = None

    def due_at(self, appeal: Appeal) -> datetime | None:
        """Return when the time for answers ended."""
        window = going(appeal.clocks, "info")
        return window.due if window else None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: not accepted, and closed by it."""
        if self.told_claimant_at and self.told_claimant_at > context.at:
            value = self.told_claimant_at.isoformat()
            raise no.TimeInTheFuture(field="told_claimant_at", value=value)
        reason = texts.public("reason", self.reason)
        return [
            AppealNotAccepted(
                ground=self.ground,
                reason=reason,
                advice=self.advice and texts.public("advice", self.advice),
                told_claimant_at=self.told_claimant_at,
            ),
            closed(appeal, context, "not_accepted", reason),
        ]
