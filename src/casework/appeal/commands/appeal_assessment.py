"""考核申诉: the unit objects to how a case was counted in what was published."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.events import AssessmentAppealed
from casework.appeal.words import ENDED
from casework.context import DecisionContext
from casework.facts import Fact


class AppealAssessment(AppealCommand, frozen=True, kw_only=True):
    """Once a case."""

    VERB = "appeal-assessment"
    UNITS = LEAD
    IN = ENDED - {"archived"}
    NOT_NOW = no.NotInThisState
    BARS = {
        "assessment_requested": no.AssessmentAppealPending,
        "assessment_decided": no.AssessmentAppealPending,
    }

    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: objected."""
        reason = texts.public("reason", self.reason)
        return [AssessmentAppealed(unit=appeal.lead_unit or "", reason=reason)]
