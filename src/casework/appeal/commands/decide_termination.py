"""终止办理审批: ended midway with an explanation to the claimant, or not."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.closing import closed
from casework.appeal.commands.close import check_nothing_pending
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deciding_time import taken_too_long
from casework.appeal.events import HandlingTerminated, TerminationRefused, TerminationRequested
from casework.appeal.words import Decision, Status
from casework.context import DecisionContext
from casework.facts import Fact


class DecideTermination(AppealCommand, frozen=True, kw_only=True):
    """What the claimant is told is public text."""

    VERB = "decide-termination"
    POSTS = frozenset({"duty_leader"})
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled
    NEEDS = {"termination_requested": no.NoTerminationPending}

    decision: Decision
    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: terminated and closed by it, or refused."""
        asked: TerminationRequested = appeal.requests["termination"]
        if self.decision == "refuse":
            reason = texts.required("reason", self.reason)
            moves = taken_too_long(appeal, f"termination/{asked.unit}", context)
            return [TerminationRefused(reason=reason, moves=moves)]
        explanation = texts.public("reason", self.reason)
        check_nothing_pending(appeal, but="termination")
        return [
            HandlingTerminated(ground=asked.ground, explanation=explanation),
            closed(appeal, context, "terminated", explanation),
        ]
