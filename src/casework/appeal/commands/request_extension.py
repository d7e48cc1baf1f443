"""延期申请: more time, asked for before the deadline, after telling the claimant why."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import of_unit_head
from casework.appeal.clocks import Clock, going
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.events import ExtensionRequested
from casework.appeal.words import WITH_UNIT
from casework.facts import Fact
from casework.policy.amounts import Amount
from casework.scene import Scene


class RequestExtension(AppealCommand, frozen=True, kw_only=True):
    """Not when overdue, not while one is pending, not more often or longer than the policy says."""

    VERB = "request-extension"
    UNITS = LEAD
    IN = WITH_UNIT
    NOT_NOW = no.NotInThisState
    BARS = {"extension_requested": no.ExtensionPending}

    until: datetime
    reason: str
    claimant_informed_at: datetime
    approved_by: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Asked for; the deadline stays until it is decided."""
        unit, clock = appeal.lead_unit or "", going(appeal.clocks, "handling")
        maxima = scene.policies.rules(scene.at).maxima
        if clock is None or clock.is_late(scene.happened_at):
            due = clock.due.isoformat() if clock else "—"
            raise no.OverdueIsNotExtended(appeal_no=self.appeal_no, due=due)
        if appeal.extensions >= maxima.extensions:
            raise no.ExtensionsUsedUp(
                appeal_no=self.appeal_no, count=appeal.extensions, limit=maxima.extensions
            )
        if self.claimant_informed_at > scene.at:
            value = self.claimant_informed_at.isoformat()
            raise no.TimeInTheFuture(field="claimant_informed_at", value=value)
        check_until(self.until, clock, scene)
        return [
            ExtensionRequested(
                unit=unit,
                reason=texts.public("reason", self.reason),
                until=self.until,
                claimant_informed_at=self.claimant_informed_at,
                approved_by=of_unit_head(self.approved_by, unit, scene, "An extension (延期)"),
            )
        ]


def check_until(until: datetime, clock: Clock, scene: Scene) -> None:
    """Later than the deadline, by at most one original limit and the policy's most."""
    if until <= clock.due:
        raise no.NotLater(field="until", until=until.isoformat(), after=clock.due.isoformat())
    most = scene.policies.rules(scene.at).maxima.extension
    calendar = scene.policies.calendar_of(clock.calendar)
    latest = scene.policies.calendar(most.calendar or "work").due(clock.due, most)
    original = _plain(clock.amount)
    if original is not None:
        latest = min(latest, calendar.due(clock.due, original))
    if until > latest:
        raise no.ExtensionTooLong(until=until.isoformat(), amount=most, latest=latest.isoformat())


def _plain(amount: str) -> Amount | None:
    """The original limit, where it is one amount and no part of one."""
    try:
        return Amount.parse(amount)
    except ValueError:
        return None
