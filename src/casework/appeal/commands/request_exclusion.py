"""剔除申请: the unit asks not to be judged by this case, once, with evidence."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import head_of
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import ExclusionRequested
from casework.appeal.words import ExclusionGround, Status
from casework.context import DecisionContext
from casework.facts import Fact


class RequestExclusion(AppealCommand, frozen=True, kw_only=True):
    """After the callback. It stays visible everywhere and only leaves denominators."""

    VERB = "request-exclusion"
    HEAD = True
    UNITS = LEAD
    IN = frozenset({Status.CALLED_BACK, Status.CLOSED})
    NOT_NOW = no.NotCalledBackYet
    BARS = {"exclusion_requested": no.ExclusionDecided, "exclusion_decided": no.ExclusionDecided}

    ground: ExclusionGround
    evidence: str

    def reason_to_head(self) -> str:
        """Return what it is asked for with."""
        return self.evidence

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: asked for."""
        unit = appeal.lead_unit or ""
        return [
            ExclusionRequested(
                unit=unit,
                ground=self.ground,
                evidence=texts.public("evidence", self.evidence),
                approved_by=head_of(context),
                limits=(ruling(appeal, context).decision("exclusion", unit),),
            )
        ]
