"""告知并案诉求人: what was found for the parent is told to each merged claimant, too."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.closing import is_drawn, limits_once_told
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import ResultShared
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class ShareResult(AppealCommand, frozen=True, kw_only=True):
    """Sent by the standing orders when the parent is fed back; the child's own callback begins."""

    VERB = "share-result"
    POSTS = frozenset({"standing_orders"})
    IN = frozenset({Status.COLLECTED, Status.FED_BACK, Status.CALLED_BACK})
    NOT_NOW = no.NotInThisState
    NEEDS = {"merged": no.NotMerged}
    WHILE = frozenset({"merged"})

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return the parent."""
        return (appeal.parent_no,) if appeal and appeal.parent_no else ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: shared; of a group everybody is called back, or a sample (DOMAIN
        11.3)."""
        limits = limits_once_told(appeal, context, called=self._is_called(appeal, context))
        return [ResultShared(parent_no=appeal.parent_no or "", limits=limits)]

    def _is_called(self, appeal: Appeal, context: DecisionContext) -> bool:
        policy, parent = (
            context.policies.rules(context.at).callback,
            context.others.get(appeal.parent_no or ""),
        )
        first = parent.children[: policy.group_at_least] if parent else ()
        drawn = self.appeal_no in first or is_drawn(self.appeal_no, policy.group_percent)
        return policy.who == "all" or drawn
