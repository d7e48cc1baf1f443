"""拆分: it was another matter after all; the appeal stands alone again, in the pool."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.collect import first_limits
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealUnmerged, ChildDetached
from casework.appeal.words import OPEN, Status
from casework.context import DecisionContext
from casework.facts import NewFact


class UnmergeAppeal(AppealCommand, frozen=True, kw_only=True):
    """Possible until the parent is archived, also where it was closed with it; a new dispatch clock
    starts."""

    VERB = "unmerge"
    POSTS = frozenset({"operator", "duty_leader", "standing_orders"})
    IN = OPEN | {Status.CLOSED}
    NOT_NOW = no.AlreadyClosed
    NEEDS = {"merged": no.NotMerged}
    WHILE = frozenset({"merged"})

    reason: str

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return the parent."""
        return (appeal.parent_no,) if appeal and appeal.parent_no else ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[NewFact]:
        """Return the facts: unmerged, on both streams at once."""
        if appeal.status == Status.CLOSED and appeal.closing_kind != "duplicate_merged":
            raise no.AlreadyClosed(appeal_no=self.appeal_no)
        parent_no = appeal.parent_no or ""
        parent = context.others.get(parent_no)
        if parent is not None and parent.status == Status.ARCHIVED:
            raise no.ParentArchived(parent_no=parent_no, appeal_no=self.appeal_no)
        reason = texts.required("reason", self.reason)
        limits = first_limits(
            context,
            urgency=appeal.urgency,
            type=appeal.type,
            category=appeal.category,
            sensitive=appeal.sensitive != "none",
        )
        unmerged = AppealUnmerged(parent_no=parent_no, reason=reason, limits=limits)
        detached = ChildDetached(child_no=self.appeal_no, reason=reason)
        return [NewFact(self.appeal_no, unmerged), NewFact(parent_no, detached)]
