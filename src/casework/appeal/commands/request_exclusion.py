"""剔除申请: the unit asks not to be judged by this case, once, with evidence."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import of_unit_head
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.events import ExclusionRequested
from casework.appeal.words import ExclusionGround, Status
from casework.facts import Fact
from casework.scene import Scene


class RequestExclusion(AppealCommand, frozen=True, kw_only=True):
    """After the callback. It stays visible everywhere and only leaves denominators."""

    VERB = "request-exclusion"
    UNITS = LEAD
    IN = frozenset({Status.CALLED_BACK, Status.CLOSED})
    NOT_NOW = no.NotCalledBackYet
    BARS = {"exclusion_requested": no.ExclusionDecided, "exclusion_decided": no.ExclusionDecided}

    ground: ExclusionGround
    evidence: str
    approved_by: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Asked for."""
        unit = appeal.lead_unit or ""
        return [
            ExclusionRequested(
                unit=unit,
                ground=self.ground,
                evidence=texts.public("evidence", self.evidence),
                approved_by=of_unit_head(self.approved_by, unit, scene, "An exclusion (剔除)"),
            )
        ]
