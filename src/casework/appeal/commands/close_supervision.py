"""督办办结: the supervisor is content with the reply, or has drawn the consequence."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import SupervisionClosed
from casework.appeal.fields import SupervisionNumber
from casework.appeal.words import ANY, Status
from casework.context import DecisionContext
from casework.facts import Fact


class CloseSupervision(AppealCommand, frozen=True, kw_only=True):
    """With or without a reply; the result says so."""

    VERB = "close-supervision"
    POSTS = frozenset({"supervisor", "duty_leader"})
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    BESIDE = True
    NEEDS = {"supervised": no.NotSupervised}
    WHILE = frozenset({"suspended", "merged"})

    result: str
    supervision: SupervisionNumber | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: closed."""
        open_ones = [s.number for s in appeal.supervised if self.supervision in (None, s.number)]
        if not open_ones:
            raise no.NotSupervised(supervision=self.supervision or "", appeal_no=self.appeal_no)
        result = texts.required("result", self.result)
        return [SupervisionClosed(supervision=open_ones[0], result=result)]
