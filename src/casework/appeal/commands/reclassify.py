"""重新归类: another category; no deadline moves by it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.collect import category_of
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealReclassified
from casework.appeal.words import OPEN
from casework.context import DecisionContext
from casework.facts import Fact


class ReclassifyAppeal(AppealCommand, frozen=True, kw_only=True):
    """The limit on the order is a promise; it stays what it was."""

    VERB = "reclassify"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    BESIDE = True

    category: str
    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: reclassified, old and new side by side."""
        if self.category == appeal.category:
            raise no.SameCategory(appeal_no=self.appeal_no, category=self.category)
        known = category_of(self.category, context)
        before = context.directory.category(appeal.category, context.at)
        return [
            AppealReclassified(
                before=appeal.category,
                before_name=before.name if before else appeal.category,
                category=known.code,
                category_name=known.name,
                reason=texts.required("reason", self.reason),
            )
        ]
