"""办结: the lead unit submits its result, with a reply that the resident may read."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealHandled
from casework.appeal.words import FactsTrue, Outcome, Status, UnsolvedReason
from casework.facts import Fact
from casework.scene import Scene


class SubmitHandling(AppealCommand, frozen=True, kw_only=True):
    """What was found, what was done, and what the resident is told."""

    VERB = "handle"
    BY_UNIT = True
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled

    outcome: Outcome
    facts_true: FactsTrue
    measures: str
    public_reply: str
    unsolved_reason: UnsolvedReason | None = None
    plan: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Handled; what is not solved says why and until when (Jinan rules, art. 24)."""
        if self.outcome == "not_solved" and not (self.unsolved_reason and self.plan):
            raise no.UnsolvedNeedsReason()
        return [
            AppealHandled(
                round=appeal.round,
                unit=appeal.lead_unit or "",
                outcome=self.outcome,
                facts_true=self.facts_true,
                measures=texts.required("measures", self.measures),
                public_reply=texts.public("public_reply", self.public_reply),
                unsolved_reason=self.unsolved_reason,
                plan=self.plan and texts.public("plan", self.plan),
                late=appeal.is_overdue(scene.at),
            )
        ]
