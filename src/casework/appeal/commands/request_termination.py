"""终止办理申请: the unit asks to end the handling midway (Weifang rules, art. 21)."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import of_unit_head
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.events import TerminationRequested
from casework.appeal.words import Status, TerminationGround
from casework.facts import Fact
from casework.scene import Scene


class RequestTermination(AppealCommand, frozen=True, kw_only=True):
    """With a ground; the clock runs on until the centre has decided."""

    VERB = "request-termination"
    UNITS = LEAD
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled
    BARS = {"termination_requested": no.TerminationPending}

    ground: TerminationGround
    reason: str
    approved_by: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Asked for."""
        unit = appeal.lead_unit or ""
        return [
            TerminationRequested(
                unit=unit,
                ground=self.ground,
                reason=texts.public("reason", self.reason),
                approved_by=of_unit_head(self.approved_by, unit, scene, "A termination (终止)"),
            )
        ]
