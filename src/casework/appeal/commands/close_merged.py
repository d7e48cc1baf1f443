"""并案结案: a merged appeal ends with its parent, once its own claimant was called back."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.closing import owes_callback, reopening
from casework.appeal.commands.close import is_unreachable
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealClosed
from casework.appeal.words import OPEN, Status
from casework.context import DecisionContext
from casework.facts import Fact


class CloseMerged(AppealCommand, frozen=True, kw_only=True):
    """Sent by the standing orders when the parent is closed, and when the child was called."""

    VERB = "close-merged"
    POSTS = frozenset({"standing_orders"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    NEEDS = {"merged": no.NotMerged}
    WHILE = frozenset({"merged"})

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return the parent."""
        return (appeal.parent_no,) if appeal and appeal.parent_no else ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: closed, if the parent is and nobody is left to be called."""
        parent_no = appeal.parent_no or ""
        parent = context.others.get(parent_no)
        if parent is None or parent.status not in (Status.CLOSED, Status.ARCHIVED):
            raise no.ParentStillOpen(parent_no=parent_no)
        if appeal.answered and appeal.solved == "no":
            raise no.ClaimantSaysUnsolved(appeal_no=self.appeal_no)
        if "objection" in appeal.marks:
            raise no.ObjectionOpen(appeal_no=self.appeal_no)
        if owes_callback(appeal) and not is_unreachable(appeal, context):
            raise no.CallbackOutstanding(appeal_no=self.appeal_no)
        return [
            AppealClosed(
                kind="duplicate_merged",
                reason=f"并入{parent_no}，随其结案",
                late=parent.late_in_cycle,
                first_satisfied=appeal.first_satisfied,
                final_satisfied=appeal.final_satisfied,
                limits=reopening(appeal, context),
            )
        ]
