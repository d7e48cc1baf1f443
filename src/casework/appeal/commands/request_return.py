"""退单申请: the unit says that the order is not its own, within the window for it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import head_of
from casework.appeal.clocks import find
from casework.appeal.commands.command import EITHER, AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import ReturnRequested
from casework.appeal.fields import Text
from casework.appeal.units import known_unit
from casework.appeal.words import WITH_UNIT, ReturnGround
from casework.context import DecisionContext
from casework.facts import Fact


class RequestReturn(AppealCommand, frozen=True, kw_only=True):
    """With a ground, and the unit head's approval. A co-handler's stops nobody else.

    Whoever asks has read the order: signing and contact wait for the centre's word (DOMAIN 17.2).
    """

    VERB = "request-return"
    HEAD = True
    UNITS = EITHER
    IN = WITH_UNIT
    NOT_NOW = no.NotInThisState
    BARS = {"designated": no.Designated}

    ground: ReturnGround
    reason: str
    legal_basis: str | None = None
    suggested_unit: Text | None = None

    def reason_to_head(self) -> str:
        """Return what it is asked for with."""
        return self.reason

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check that it comes within the window, and not more often than the policy says."""
        unit = cls.acting_unit(appeal, context)
        window = find(appeal.clocks, "return_window", unit)
        if window is not None and window.is_late(context.happened_at):
            closed_at = window.due.isoformat()
            raise no.ReturnWindowClosed(appeal_no=appeal.appeal_no, closed_at=closed_at)
        limit = context.policies.rules(context.at).maxima.returns
        times = appeal.returned.count(unit)
        if times >= limit:
            raise no.ReturnedBefore(unit=unit, appeal_no=appeal.appeal_no, times=times, limit=limit)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: asked for; the handling clock runs on, in the centre's hands."""
        unit = self.acting_unit(appeal, context)
        self.check_now(appeal, context)
        if self.suggested_unit is not None:
            known_unit(self.suggested_unit, context)
        return [
            ReturnRequested(
                unit=unit,
                ground=self.ground,
                reason=texts.public("reason", self.reason),
                legal_basis=self.legal_basis and texts.public("legal_basis", self.legal_basis),
                suggested_unit=self.suggested_unit,
                approved_by=head_of(context),
                lead=unit == appeal.lead_unit,
                limits=(ruling(appeal, context).decision("return", unit),),
            )
        ]
