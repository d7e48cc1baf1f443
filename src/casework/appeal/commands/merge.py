"""并案: put an appeal under another of the same matter; a link, which can be undone."""

from collections.abc import Iterator, Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand, reads
from casework.appeal.events import AppealMerged, ChildAttached, ChildDetached, ParentChanged
from casework.appeal.units import accusations, taking_part, with_a_part
from casework.appeal.words import OPEN, Status
from casework.context import DecisionContext
from casework.errors import UnknownAppeal
from casework.facts import NewFact


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

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[NewFact]:
        """Return the facts: merged, on all streams at once."""
        parent = self._parent(context)
        for accusing in accusations(appeal, context):
            for unit in with_a_part(parent):
                taking_part(unit, accusing, context)
        reason = texts.required("reason", self.reason)
        merged = AppealMerged(parent_no=self.parent_no, reason=reason)
        attached = ChildAttached(child_no=self.appeal_no, reason=reason)
        return [
            NewFact(self.appeal_no, merged),
            NewFact(self.parent_no, attached),
            *self._along(appeal, reason, context),
        ]

    def _parent(self, context: DecisionContext) -> Appeal:
        if self.parent_no == self.appeal_no:
            raise no.SameAppeal(appeal_no=self.appeal_no)
        parent = context.others.get(self.parent_no)
        if parent is None or not reads(context, self.parent_no):
            raise UnknownAppeal(appeal_no=self.parent_no)
        if parent.status not in OPEN or parent.parent_no is not None:
            raise no.ParentNotOpen(parent_no=self.parent_no, status=parent.status)
        return parent

    def _along(self, appeal: Appeal, reason: str, context: DecisionContext) -> Iterator[NewFact]:
        for child_no in appeal.children:
            child = context.others.get(child_no)
            if child is None or child.status == Status.ARCHIVED:
                continue
            moved = ParentChanged(before=self.appeal_no, parent_no=self.parent_no, reason=reason)
            yield NewFact(child_no, moved)
            yield NewFact(self.appeal_no, ChildDetached(child_no=child_no, reason=reason))
            yield NewFact(self.parent_no, ChildAttached(child_no=child_no, reason=reason))
