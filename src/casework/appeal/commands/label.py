"""标签: what is to be seen at a glance. Harassment is labelled and still stored (DOMAIN 11.7)."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealLabelled
from casework.appeal.words import ANY, Label, Status
from casework.context import DecisionContext
from casework.facts import Fact


class LabelAppeal(AppealCommand, frozen=True, kw_only=True):
    """All labels that hold from now on; none takes them away. No clock, no right depends on one."""

    VERB = "label"
    POSTS = frozenset({"operator", "duty_leader", "supervisor"})
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})

    labels: Annotated[tuple[Label, ...], Meta(max_length=10)]
    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: labelled, where it is another set than before."""
        labels = tuple(sorted(set(self.labels)))
        if labels == appeal.labels:
            raise no.LabelledSo(appeal_no=self.appeal_no)
        return [AppealLabelled(labels=labels, reason=texts.required("reason", self.reason))]
