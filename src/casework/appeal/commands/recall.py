"""撤回派单: take an order back, as long as nobody has acknowledged it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import OrderRecalled
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact
from casework.words import NOTHING


class RecallOrder(AppealCommand, frozen=True, kw_only=True):
    """Back to the pool; the claimant's clock runs on."""

    VERB = "recall"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.DISPATCHED})
    NOT_NOW = no.NotAwaitingAcknowledgement

    reason: str

    def check_state(self, appeal: Appeal) -> None:
        """Refuse what was acknowledged: it is the unit's."""
        if appeal.status == Status.HANDLING:
            raise no.RecallTooLate(appeal_no=self.appeal_no, by=appeal.acknowledged_by or NOTHING)
        super().check_state(appeal)

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Refuse what was designated for good: it is no operator's to recall."""
        if "designated" in appeal.marks and "duty_leader" not in context.caller.posts:
            raise no.DesignatedForGood(appeal_no=appeal.appeal_no)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: recalled, and waiting to be dispatched again."""
        self.check_now(appeal, context)
        deadlines = ruling(appeal, context)
        return [
            OrderRecalled(
                unit=appeal.lead_unit or "",
                reason=texts.required("reason", self.reason),
                limits=(deadlines.limit("dispatch", deadlines.rule.dispatch),),
            )
        ]
