"""办结: the lead unit submits its result, with a reply that the resident may read."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import head_of
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import AppealHandled
from casework.appeal.words import FactsTrue, Outcome, Status, UnsolvedReason
from casework.context import DecisionContext
from casework.facts import Fact


class SubmitHandling(AppealCommand, frozen=True, kw_only=True):
    """What was found, what was done, and what the resident is told."""

    VERB = "handle"
    UNITS = LEAD
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled

    outcome: Outcome
    facts_true: FactsTrue
    measures: str
    public_reply: str
    unsolved_reason: UnsolvedReason | None = None
    plan: str | None = None
    parts_missing_reason: str | None = None

    def takes_head(self, context: DecisionContext) -> bool:
        """Return whether the policy has results approved (`approvals.result`)."""
        return context.policies.rules(context.at).approvals.result

    def reason_to_head(self) -> str:
        """Return what it is asked for with."""
        return self.public_reply

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: handled; what is not solved says why and until when (Jinan rules, art.
        24)."""
        if self.outcome == "not_solved" and not (self.unsolved_reason and self.plan):
            raise no.UnsolvedNeedsReason()
        missing, unit = self._missing(appeal), appeal.lead_unit or ""
        reason = texts.optional("parts_missing_reason", self.parts_missing_reason)
        deadlines = ruling(appeal, context)
        return [
            AppealHandled(
                round=appeal.round,
                unit=unit,
                outcome=self.outcome,
                facts_true=self.facts_true,
                measures=texts.required("measures", self.measures),
                public_reply=texts.public("public_reply", self.public_reply),
                unsolved_reason=self.unsolved_reason,
                plan=self.plan and texts.public("plan", self.plan),
                late=appeal.is_overdue(context.happened_at),
                approved_by=head_of(context),
                parts_missing=missing,
                parts_missing_reason=reason if missing else None,
                limits=(deadlines.limit("feedback", deadlines.rule.feed_back),),
            )
        ]

    def _missing(self, appeal: Appeal) -> tuple[str, ...]:
        """Return the mandatory co-handlers that have not reported; going on without them takes a
        reason."""
        missing = tuple(
            o.unit for o in appeal.orders if not o.lead and o.mandatory and o.state != "reported"
        )
        if missing and not (self.parts_missing_reason or "").strip():
            raise no.CoHandlersOutstanding(units=", ".join(missing), appeal_no=self.appeal_no)
        return missing
