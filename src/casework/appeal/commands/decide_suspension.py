"""挂账审批: two persons of the centre sign before a clock may stand."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import endorse
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.request_suspension import check_suspensions, check_until
from casework.appeal.deadlines import ruling
from casework.appeal.deciding_time import taken_too_long
from casework.appeal.events import AppealSuspended, SuspensionRefused, SuspensionRequested
from casework.appeal.words import Decision, Status
from casework.context import DecisionContext
from casework.facts import Fact


class DecideSuspension(AppealCommand, frozen=True, kw_only=True):
    """A duty leader first, another or a supervisor second. To refuse takes one."""

    VERB = "decide-suspension"
    POSTS = frozenset({"duty_leader", "supervisor"})
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled
    NEEDS = {"suspension_requested": no.NoSuspensionPending}

    decision: Decision
    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the first signature, or the suspension itself: the time left is frozen."""
        asked: SuspensionRequested = appeal.requests["suspension"]
        reason = texts.required("reason", self.reason)
        if self.decision == "refuse":
            moves = taken_too_long(appeal, f"suspension/{asked.unit}", context)
            return [SuspensionRefused(reason=reason, moves=moves)]
        check_suspensions(appeal, context)
        check_until(asked.until, context)
        if first := endorse(appeal, "suspension", reason, context):
            return [first]
        deadlines = ruling(appeal, context)
        calendar = context.policies.calendar("24x7")
        end = deadlines.until("suspension", asked.until, calendar, "至批准日期")
        return [
            AppealSuspended(
                reason=asked.reason,
                until=asked.until,
                endorsed_by=appeal.endorsed["suspension"],
                limits=(end,),
                moves=taken_too_long(appeal, f"suspension/{asked.unit}", context),
            )
        ]
