"""拟办结果: a unit that the order was handed down to proposes the result; the lead submits it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import HANDED, AppealCommand
from casework.appeal.events import ResultPrepared
from casework.appeal.words import FactsTrue, Outcome, Status, UnsolvedReason
from casework.context import DecisionContext
from casework.facts import Fact


class PrepareResult(AppealCommand, frozen=True, kw_only=True):
    """No clock moves: the lead stays responsible, and may prepare it otherwise."""

    VERB = "prepare-result"
    UNITS = HANDED
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled

    outcome: Outcome
    facts_true: FactsTrue
    measures: str
    public_reply: str
    unsolved_reason: UnsolvedReason | None = None
    plan: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: prepared, to the same measure as what is submitted."""
        if self.outcome == "not_solved" and not (self.unsolved_reason and self.plan):
            raise no.UnsolvedNeedsReason()
        return [
            ResultPrepared(
                unit=self.acting_unit(appeal, context),
                outcome=self.outcome,
                facts_true=self.facts_true,
                measures=texts.required("measures", self.measures),
                public_reply=texts.public("public_reply", self.public_reply),
                unsolved_reason=self.unsolved_reason,
                plan=self.plan and texts.public("plan", self.plan),
            )
        ]
