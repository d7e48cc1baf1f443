"""并案: put an appeal under another of the same matter; a link, which can be undone."""

from collections.abc import Iterator, Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand, reads
from casework.appeal.events import AppealMerged, ChildAttached, ChildDetached, ParentChanged
from casework.appeal.units import accusations, taking_part, with_a_part
from casework.appeal.words import OPEN, Status
from casework.errors import UnknownAppeal
from casework.facts import Decided
from casework.scene import Scene


class MergeInto(AppealCommand, frozen=True, kw_only=True):
    """The child keeps its number, its claimant and its own callback; the parent is handled.

    What was merged into it before goes along: all of one matter stand under one parent.
    """

    VERB = "merge"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED, Status.DISPATCHED, Status.HANDLING, Status.RETURN_PENDING})
    NOT_NOW = no.NotInThisState

    parent_no: str
    reason: str

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return the parent, and what goes along."""
        return (self.parent_no, *(appeal.children if appeal else ()))

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Decided]:
        """Merged, on all streams at once."""
        parent = self._parent(scene)
        for accusing in accusations(appeal, scene):
            for unit in with_a_part(parent):
                taking_part(unit, accusing, scene)
        reason = texts.required("reason", self.reason)
        merged = AppealMerged(parent_no=self.parent_no, reason=reason)
        attached = ChildAttached(child_no=self.appeal_no, reason=reason)
        return [
            Decided(self.appeal_no, merged),
            Decided(self.parent_no, attached),
            *self._along(appeal, reason, scene),
        ]

    def _parent(self, scene: Scene) -> Appeal:
        if self.parent_no == self.appeal_no:
            raise no.SameAppeal(appeal_no=self.appeal_no)
        parent = scene.others.get(self.parent_no)
        if parent is None or not reads(scene, self.parent_no):
            raise UnknownAppeal(appeal_no=self.parent_no)
        if parent.status not in OPEN or parent.parent_no is not None:
            raise no.ParentNotOpen(parent_no=self.parent_no, status=parent.status)
        return parent

    def _along(self, appeal: Appeal, reason: str, scene: Scene) -> Iterator[Decided]:
        for child_no in appeal.children:
            child = scene.others.get(child_no)
            if child is None or child.status == Status.ARCHIVED:
                continue
            moved = ParentChanged(before=self.appeal_no, parent_no=self.parent_no, reason=reason)
            yield Decided(child_no, moved)
            yield Decided(self.appeal_no, ChildDetached(child_no=child_no, reason=reason))
            yield Decided(self.parent_no, ChildAttached(child_no=child_no, reason=reason))
