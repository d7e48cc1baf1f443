"""并案: put an appeal under another of the same matter; a link, which can be undone."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealMerged, ChildAttached
from casework.appeal.words import OPEN, Status
from casework.errors import UnknownAppeal
from casework.facts import Decided
from casework.scene import Scene


class MergeInto(AppealCommand, frozen=True, kw_only=True):
    """The child keeps its number, its claimant and its own callback; the parent is handled."""

    VERB = "merge"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED, Status.DISPATCHED, Status.HANDLING, Status.RETURN_PENDING})
    NOT_NOW = no.NotInThisState

    parent_no: str
    reason: str

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """The parent."""
        return (self.parent_no,)

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Decided]:
        """Merged, on both streams at once."""
        if self.parent_no == self.appeal_no:
            raise no.SameAppeal(appeal_no=self.appeal_no)
        if appeal.children:
            raise no.HasChildren(appeal_no=self.appeal_no)
        parent = scene.others.get(self.parent_no)
        if parent is None:
            raise UnknownAppeal(appeal_no=self.parent_no)
        if parent.status not in OPEN or parent.parent_no is not None:
            raise no.ParentNotOpen(parent_no=self.parent_no, status=parent.status)
        reason = texts.required("reason", self.reason)
        merged = AppealMerged(parent_no=self.parent_no, reason=reason)
        attached = ChildAttached(child_no=self.appeal_no, reason=reason)
        return [Decided(self.appeal_no, merged), Decided(self.parent_no, attached)]
