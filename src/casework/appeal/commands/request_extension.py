"""延期申请: more time, asked for before the deadline, after telling the claimant why."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import head_of
from casework.appeal.clocks import Clock, going
from casework.appeal.commands.command import EITHER, AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import ExtensionRequested
from casework.appeal.fields import Instant
from casework.appeal.words import WITH_UNIT, ClockName
from casework.context import DecisionContext
from casework.facts import Fact
from casework.policy.amounts import Amount
from casework.words import NOTHING


class RequestExtension(AppealCommand, frozen=True, kw_only=True):
    """Not when overdue, not while one is pending, not more often or longer than the policy says.

    A co-handler asks for its own part, which stays due before the lead is (DOMAIN 6.2).
    """

    VERB = "request-extension"
    HEAD = True
    UNITS = EITHER
    IN = WITH_UNIT
    NOT_NOW = no.NotInThisState

    until: Instant
    reason: str
    claimant_informed_at: Instant

    def reason_to_head(self) -> str:
        """Return what it is asked for with."""
        return self.reason

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check that it comes in time, that none is pending, and not more often than the policy
        says."""
        unit = cls.acting_unit(appeal, context)
        helper = unit != appeal.lead_unit
        if ("extension/" + unit if helper else "extension") in appeal.requests:
            raise no.ExtensionPending(appeal_no=appeal.appeal_no)
        clock = extended(appeal, unit, helper=helper)
        if clock is None or clock.is_late(context.happened_at):
            due = clock.due.isoformat() if clock else NOTHING
            raise no.OverdueIsNotExtended(appeal_no=appeal.appeal_no, due=due)
        check_count(appeal, unit, context)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: asked for; the deadline stays until it is decided."""
        unit = self.acting_unit(appeal, context)
        helper = unit != appeal.lead_unit
        self.check_now(appeal, context)
        clock = extended(appeal, unit, helper=helper)
        assert clock is not None
        if self.claimant_informed_at > context.at:
            value = self.claimant_informed_at.isoformat()
            raise no.TimeInTheFuture(field="claimant_informed_at", value=value)
        check_until(self.until, clock, appeal, context, context.at)
        return [
            ExtensionRequested(
                unit=unit,
                reason=texts.public("reason", self.reason),
                until=self.until,
                claimant_informed_at=self.claimant_informed_at,
                approved_by=head_of(context),
                helper=helper,
                limits=(ruling(appeal, context).decision("extension", unit),),
            )
        ]


def extended(appeal: Appeal, unit: str, *, helper: bool) -> Clock | None:
    """Return the clock that an extension of this unit moves."""
    name: ClockName = "co_handling" if helper else "handling"
    return going(appeal.clocks, name, unit if helper else None)


def check_count(appeal: Appeal, unit: str, context: DecisionContext) -> None:
    """Check that it is not asked more often than the policy says, each unit for its own part."""
    limit = context.policies.rules(context.at).maxima.extensions
    order = appeal.order_of(unit)
    count = appeal.extensions if order is None or order.lead else order.extensions
    if count >= limit:
        raise no.ExtensionsUsedUp(appeal_no=appeal.appeal_no, count=count, limit=limit)


def check_until(
    until: datetime, clock: Clock, appeal: Appeal, context: DecisionContext, asked_at: datetime
) -> None:
    """Check that it is later than the deadline, by at most one original limit and the most of the
    policy that held when it was asked for; a co-handler's before the lead is due."""
    if until <= clock.due:
        raise no.NotLater(field="until", until=until.isoformat(), after=clock.due.isoformat())
    most = context.policies.rules(asked_at).maxima.extension
    calendar = context.policies.calendar_of(clock.calendar)
    latest = context.policies.calendar(most.calendar or "work").due(clock.due, most)
    original = _plain(clock.amount)
    if original is not None:
        latest = min(latest, calendar.due(clock.due, original))
    if clock.name == "co_handling" and (lead := going(appeal.clocks, "handling")):
        latest = min(latest, ruling(appeal, context).before_lead(lead.due, clock.started_at))
    if until > latest:
        raise no.ExtensionTooLong(until=until.isoformat(), amount=most, latest=latest.isoformat())


def _plain(amount: str) -> Amount | None:
    """Return the original limit, where it is one amount and no part of one."""
    try:
        return Amount.parse(amount)
    except ValueError:
        return None
