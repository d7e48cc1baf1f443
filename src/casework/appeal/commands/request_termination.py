"""终止办理申请: the unit asks to end the handling midway (Weifang rules, art. 21)."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import head_of
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import TerminationRequested
from casework.appeal.words import Status, TerminationGround
from casework.context import DecisionContext
from casework.facts import Fact


class RequestTermination(AppealCommand, frozen=True, kw_only=True):
    """With a ground; the clock runs on until the centre has decided."""

    VERB = "request-termination"
    HEAD = True
    UNITS = LEAD
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled
    BARS = {"termination_requested": no.TerminationPending}

    ground: TerminationGround
    reason: str

    def reason_to_head(self) -> str:
        """Return what it is asked for with."""
        return self.reason

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: asked for."""
        unit = appeal.lead_unit or ""
        return [
            TerminationRequested(
                unit=unit,
                ground=self.ground,
                reason=texts.public("reason", self.reason),
                approved_by=head_of(context),
                limits=(ruling(appeal, context).decision("termination", unit),),
            )
        ]
