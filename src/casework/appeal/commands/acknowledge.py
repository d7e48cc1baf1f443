"""签收: the unit confirms that it has taken the order. Of many who try at once, one does."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal, Order
from casework.appeal.clocks import going
from casework.appeal.commands.command import EITHER, AppealCommand
from casework.appeal.events import OrderAcknowledged
from casework.appeal.standing import Standing
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Caller, Fact


class AcknowledgeOrder(AppealCommand, frozen=True, kw_only=True):
    """Only the unit addressed; the handling clock has been running since dispatch."""

    VERB = "acknowledge"
    UNITS = EITHER
    IN = frozenset({Status.DISPATCHED, Status.HANDLING, Status.RETURN_PENDING, Status.COLLECTED})
    NOT_NOW = no.NotAwaitingAcknowledgement

    @classmethod
    def permits(cls, caller: Caller, standing: Standing, reach: frozenset[str]) -> bool:
        """Return only the units that have not yet."""
        return bool(standing.unsigned & reach) and super().permits(caller, standing, reach)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: acknowledged, late where the limit for it had passed."""
        order = self._order(appeal, context)
        clock = going(appeal.clocks, "acknowledgement", order.unit)
        late = clock is not None and clock.is_late(context.happened_at)
        return [OrderAcknowledged(unit=order.unit, late=late)]

    def _order(self, appeal: Appeal, context: DecisionContext) -> Order:
        """Return the order that waits for it; whoever comes second is told who came first."""
        mine = [o for o in appeal.orders if o.unit in context.reach]
        waiting = [o for o in mine if appeal.awaits_signing(o)]
        if waiting:
            return waiting[0]
        if mine and mine[0].state == "acknowledged":
            raise no.AlreadyAcknowledged(
                appeal_no=self.appeal_no, by=appeal.acknowledged_by or mine[0].unit
            )
        if mine and f"return/{mine[0].unit}" in appeal.waiting:
            raise no.ReturnAwaitsDecision(unit=mine[0].unit, appeal_no=self.appeal_no)
        status = f"{appeal.status} ({appeal.status.chinese})"
        raise no.NotAwaitingAcknowledgement(appeal_no=self.appeal_no, status=status)
