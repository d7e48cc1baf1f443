"""审核: the centre looks at the result; good, or back to the unit."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import given_back
from casework.appeal.clocks import find
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import HandlingAccepted, HandlingSentBack
from casework.appeal.words import Decision, Status
from casework.context import DecisionContext
from casework.facts import Fact


class ReviewHandling(AppealCommand, frozen=True, kw_only=True):
    """Sent back it is the same round; the clock goes on with what was left (DOMAIN 6.2)."""

    VERB = "review"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.HANDLED})
    NOT_NOW = no.NotAwaitingFeedback
    BARS = {"reviewed": no.ReviewedAlready}

    decision: Decision
    reason: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: accepted, or sent back with the reasons."""
        if appeal.handled_by == context.caller.user:
            raise no.SameHands(user=context.caller.user)
        if self.decision == "accept":
            return [HandlingAccepted(remark=texts.optional("reason", self.reason))]
        reason = texts.required("reason", self.reason or "")
        clock = find(appeal.clocks, "handling")
        stopped = clock.stopped_at if clock else None
        moves = (given_back(clock, stopped, context),) if clock and stopped else ()
        return [HandlingSentBack(reason=reason, unit=appeal.lead_unit, moves=moves)]
