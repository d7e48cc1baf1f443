"""直接答复: the centre answers an enquiry on the spot, and that ends it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.closing import closed
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealAnsweredDirectly
from casework.appeal.fields import Text
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class AnswerDirectly(AppealCommand, frozen=True, kw_only=True):
    """Only an enquiry or thanks; everything else is somebody's task."""

    VERB = "answer-directly"
    POSTS = frozenset({"collector", "operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED})
    NOT_NOW = no.NotAwaitingDispatch

    answer: str
    knowledge_ref: Text | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: answered and closed."""
        if appeal.type not in ("enquiry", "thanks"):
            raise no.OnlyEnquiriesAreAnsweredDirectly(appeal_no=self.appeal_no, type=appeal.type)
        answer = texts.public("answer", self.answer)
        reference = texts.optional("knowledge_ref", self.knowledge_ref, 200)
        return [
            AppealAnsweredDirectly(answer=answer, knowledge_ref=reference),
            closed(appeal, context, "answered_directly", None),
        ]
