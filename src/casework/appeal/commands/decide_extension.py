"""延期审批: the centre moves the deadline, or leaves it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import moved
from casework.appeal.clocks import find
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.request_extension import check_until, extended
from casework.appeal.deciding_time import co_orders_following, taken_too_long
from casework.appeal.events import ExtensionApproved, ExtensionRefused, ExtensionRequested
from casework.appeal.fields import Instant, Text
from casework.appeal.standing import Standing
from casework.appeal.words import OPEN, Decision
from casework.context import DecisionContext
from casework.facts import Fact


class DecideExtension(AppealCommand, frozen=True, kw_only=True):
    """Asked for in time it is in time, whenever it is decided (DOMAIN 17.3): approved, as if it had
    been approved at once; refused, the old deadline stands.

    Not while the appeal is suspended: its clock stands, and a decision would set it going.
    """

    VERB = "decide-extension"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    OWN_DISPATCHES = True

    decision: Decision
    reason: str
    until: Instant | None = None
    unit: Text | None = None

    @classmethod
    def fits(cls, standing: Standing) -> bool:
        """Return whether the lead's extension waits, or a co-handler's."""
        return bool(_waiting(standing)) and super().fits(standing)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: approved until the time asked for, or a shorter one; or refused."""
        asked = self._request_meant(appeal)
        reason, name = texts.required("reason", self.reason), f"extension/{asked.unit}"
        if self.decision == "refuse":
            texts.unread("until", self.until, "what is refused is until no time")
            moves = taken_too_long(appeal, name, context)
            return [
                ExtensionRefused(unit=asked.unit, reason=reason, moves=moves, helper=asked.helper)
            ]
        clock = extended(appeal, asked.unit, helper=asked.helper)
        if clock is None:
            raise no.NoExtensionPending(appeal_no=self.appeal_no)
        until = self.until or asked.until
        if until > asked.until:
            raise no.LongerThanAsked(until=until.isoformat(), asked=asked.until.isoformat())
        decision = find(appeal.clocks, "decision", name)
        check_until(until, clock, appeal, context, decision.started_at if decision else context.at)
        moves = (moved(clock, until, context),)
        if not asked.helper:
            moves += co_orders_following(appeal, until, context)
        return [ExtensionApproved(unit=asked.unit, reason=reason, moves=moves, helper=asked.helper)]

    def _request_meant(self, appeal: Appeal) -> ExtensionRequested:
        """Return the request meant: the named unit's, or else the lead's before a co-handler's."""
        for name in sorted(n for n in appeal.requests if n.partition("/")[0] == "extension"):
            asked: ExtensionRequested = appeal.requests[name]
            if self.unit in (None, asked.unit):
                return asked
        raise no.NoExtensionPending(appeal_no=self.appeal_no)


def _waiting(standing: Standing) -> list[str]:
    marks = (mark for mark in standing.marks if mark.endswith("_requested"))
    return [mark for mark in marks if mark.startswith("extension")]
