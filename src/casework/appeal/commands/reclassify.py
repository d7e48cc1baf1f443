"""重新归类: another category; no deadline moves by it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.collect import category_of
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealReclassified
from casework.appeal.words import OPEN
from casework.facts import Fact
from casework.scene import Scene


class ReclassifyAppeal(AppealCommand, frozen=True, kw_only=True):
    """The limit on the order is a promise; it stays what it was."""

    VERB = "reclassify"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    BESIDE = True

    category: str
    reason: str

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Reclassified, old and new side by side."""
        if self.category == appeal.category:
            raise no.SameCategory(appeal_no=self.appeal_no, category=self.category)
        known = category_of(self.category, scene)
        before = scene.directory.category(appeal.category, scene.at)
        return [
            AppealReclassified(
                before=appeal.category,
                before_name=before.name if before else appeal.category,
                category=known.code,
                category_name=known.name,
                reason=texts.required("reason", self.reason),
            )
        ]
