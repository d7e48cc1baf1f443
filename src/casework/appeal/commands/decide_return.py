"""退单审核: the centre decides whether the order goes back."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal, Order
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.deciding_time import going_on, taken_too_long
from casework.appeal.events import ArbitrationOpened, ReturnAccepted, ReturnRefused
from casework.appeal.fields import Text
from casework.appeal.standing import Standing
from casework.appeal.words import OPEN, Decision, Status
from casework.context import DecisionContext
from casework.facts import Fact


class DecideReturn(AppealCommand, frozen=True, kw_only=True):
    """Refused, it stays where it was. The second lead that returns it opens arbitration."""

    VERB = "decide-return"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    OWN_DISPATCHES = True

    decision: Decision
    reason: str
    unit: Text | None = None

    @classmethod
    def fits(cls, standing: Standing) -> bool:
        """Return whether the lead's return waits, or a co-handler's."""
        pending = standing.status == Status.RETURN_PENDING or "co_return_pending" in standing.marks
        return pending and super().fits(standing)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: accepted: back in the pool, or before the arbitrator; refused: as it
        was."""
        order, reason = self._order(appeal), texts.required("reason", self.reason)
        unit, given = order.unit, taken_too_long(appeal, f"return/{order.unit}", context)
        if self.decision == "refuse":
            moves = (*given, *going_on(appeal, unit, context))
            return [ReturnRefused(unit=unit, reason=reason, lead=order.lead, moves=moves)]
        if not order.lead:
            return [ReturnAccepted(unit=unit, reason=reason)]
        if self._is_disputed(appeal, context):
            units = tuple(dict.fromkeys(appeal.disowned))
            said = f"第{len(units)}家单位退单，自动提起裁定"
            return [
                ReturnAccepted(unit=unit, reason=reason, moves=given),
                ArbitrationOpened(reason=said, units=units),
            ]
        deadlines = ruling(appeal, context)
        dispatch = deadlines.limit("dispatch", deadlines.rule.dispatch)
        return [ReturnAccepted(unit=unit, reason=reason, limits=(dispatch,), moves=given)]

    def _order(self, appeal: Appeal) -> Order:
        pending = [o for o in appeal.orders if _is_pending(o, appeal)]
        named = [o for o in pending if self.unit in (None, o.unit)]
        if not named:
            raise no.NoReturnPending(appeal_no=self.appeal_no)
        return named[0]

    @staticmethod
    def _is_disputed(appeal: Appeal, context: DecisionContext) -> bool:
        limit = context.policies.rules(context.at).maxima.returns_before_arbitration
        return len(set(appeal.disowned)) >= limit


def _is_pending(order: Order, appeal: Appeal) -> bool:
    if order.lead:
        return appeal.status == Status.RETURN_PENDING
    return order.state == "return_pending"
