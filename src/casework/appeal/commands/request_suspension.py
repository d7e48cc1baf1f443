"""挂账申请: nothing can be done for now; the clock shall stand until a date."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import head_of
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import SuspensionRequested
from casework.appeal.fields import Instant
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class RequestSuspension(AppealCommand, frozen=True, kw_only=True):
    """At most as often and as long as the policy says; overdue is not made good by it."""

    VERB = "request-suspension"
    HEAD = True
    UNITS = LEAD
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled
    BARS = {"suspension_requested": no.SuspensionPending}

    until: Instant
    reason: str

    def reason_to_head(self) -> str:
        """Return what it is asked for with."""
        return self.reason

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check that it is not asked more often than the policy says."""
        check_suspensions(appeal, context)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: asked for; the clock runs on until it is decided."""
        self.check_now(appeal, context)
        check_until(self.until, context)
        unit = appeal.lead_unit or ""
        return [
            SuspensionRequested(
                unit=unit,
                reason=texts.public("reason", self.reason),
                until=self.until,
                approved_by=head_of(context),
                limits=(ruling(appeal, context).decision("suspension", unit),),
            )
        ]


def check_suspensions(appeal: Appeal, context: DecisionContext) -> None:
    """Check that it is not asked too often."""
    maxima = context.policies.rules(context.at).maxima
    if appeal.suspensions >= maxima.suspensions:
        raise no.SuspensionsUsedUp(
            appeal_no=appeal.appeal_no, count=appeal.suspensions, limit=maxima.suspensions
        )


def check_until(until: datetime, context: DecisionContext) -> None:
    """Check that it leads neither into the past nor too far."""
    maxima = context.policies.rules(context.at).maxima
    if until <= context.at:
        raise no.NotLater(field="until", until=until.isoformat(), after=context.at.isoformat())
    if until > context.at + timedelta(days=maxima.suspension_days):
        raise no.SuspensionTooLong(until=until.isoformat(), days=maxima.suspension_days)
