"""考核申诉裁定: the objection holds or it does not; published figures are never edited."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AssessmentCorrected, AssessmentUpheld
from casework.appeal.words import ENDED, CountedAs, Decision
from casework.context import DecisionContext
from casework.facts import Fact


class DecideAssessment(AppealCommand, frozen=True, kw_only=True):
    """By a supervisor. A correction says in words, and in a closed list, what counts otherwise."""

    VERB = "decide-assessment"
    POSTS = frozenset({"supervisor"})
    IN = ENDED - {"archived"}
    NOT_NOW = no.NotInThisState
    NEEDS = {"assessment_requested": no.NoAssessmentAppeal}

    decision: Decision
    reason: str
    correction: str | None = None
    counted_as: Annotated[tuple[CountedAs, ...], Meta(max_length=20)] = ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: corrected, or upheld as it was."""
        reason = texts.required("reason", self.reason)
        if self.decision == "refuse":
            texts.unread("correction", self.correction, "what is upheld is not corrected")
            texts.unread("counted_as", self.counted_as, "what is upheld is counted as it was")
            return [AssessmentUpheld(reason=reason)]
        correction = texts.required("correction", self.correction or "")
        if not self.counted_as:
            raise no.NothingCountedOtherwise()
        if {"handled_in_time", "late"} <= set(self.counted_as):
            raise no.CountedBothWays()
        unit, counted = appeal.requests.get("assessment"), tuple(dict.fromkeys(self.counted_as))
        return [
            AssessmentCorrected(
                reason=reason,
                correction=correction,
                unit=getattr(unit, "unit", None) or appeal.lead_unit,
                counted_as=counted,
            )
        ]
