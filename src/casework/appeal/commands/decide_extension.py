"""延期审批: the centre moves the deadline, or leaves it."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.request_extension import check_until
from casework.appeal.deadlines import moved
from casework.appeal.events import ExtensionApproved, ExtensionRefused, ExtensionRequested
from casework.appeal.words import OPEN, Decision
from casework.facts import Fact
from casework.scene import Scene


class DecideExtension(AppealCommand, frozen=True, kw_only=True):
    """Both deadlines stay on record. What is overdue by now is not extended any more (T6).

    Not while the appeal is suspended: its clock stands, and a decision would set it going.
    """

    VERB = "decide-extension"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    OWN_DISPATCHES = True
    NEEDS = {"extension_requested": no.NoExtensionPending}

    decision: Decision
    reason: str
    until: datetime | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Approved until the time asked for, or a shorter one; or refused."""
        asked: ExtensionRequested = appeal.requests["extension"]
        reason, clock = texts.required("reason", self.reason), going(appeal.clocks, "handling")
        if self.decision == "refuse":
            texts.unread("until", self.until, "what is refused is until no time")
            return [ExtensionRefused(unit=asked.unit, reason=reason)]
        if clock is None:
            raise no.NoExtensionPending(appeal_no=self.appeal_no)
        if clock.is_late(scene.at):
            raise no.OverdueIsNotExtended(appeal_no=self.appeal_no, due=clock.due.isoformat())
        until = min(self.until or asked.until, asked.until)
        check_until(until, clock, scene)
        if until <= scene.at:
            raise no.NotLater(field="until", until=until.isoformat(), after=scene.at.isoformat())
        move = moved(clock, until, scene)
        return [ExtensionApproved(unit=asked.unit, reason=reason, moves=(move,))]
