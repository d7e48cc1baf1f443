"""剔除审批: two persons decide whether a case leaves the rates."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import endorse
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import ExclusionGranted, ExclusionRefused, ExclusionRequested
from casework.appeal.words import ANY, Decision, Status
from casework.context import DecisionContext
from casework.facts import Fact


class DecideExclusion(AppealCommand, frozen=True, kw_only=True):
    """A duty leader first, another or a supervisor second. To refuse takes one."""

    VERB = "decide-exclusion"
    POSTS = frozenset({"duty_leader", "supervisor"})
    IN = ANY - {Status.ARCHIVED}  # where it was asked the case may have gone on since
    NOT_NOW = no.NotCalledBackYet
    WHILE = frozenset({"merged"})
    NEEDS = {"exclusion_requested": no.NoExclusionPending}

    decision: Decision
    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the first signature, or the decision."""
        asked: ExclusionRequested = appeal.requests["exclusion"]
        reason = texts.required("reason", self.reason)
        if self.decision == "refuse":
            return [ExclusionRefused(reason=reason)]
        if first := endorse(appeal, "exclusion", reason, context):
            return [first]
        by = appeal.endorsed["exclusion"]
        return [ExclusionGranted(ground=asked.ground, reason=reason, endorsed_by=by)]
