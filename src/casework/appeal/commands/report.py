"""协办反馈: a co-handler says what it has done."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import CO, AppealCommand
from casework.appeal.events import CoHandlerReported
from casework.appeal.words import WITH_UNIT, Status
from casework.context import DecisionContext
from casework.facts import Fact


class CoHandlerReport(AppealCommand, frozen=True, kw_only=True):
    """An interim report leaves the clock running; a late last one says why.

    Until the case is closed, by its own deadline: the lead's haste takes nothing from it.
    """

    VERB = "report"
    UNITS = CO
    IN = WITH_UNIT | {
        Status.RETURN_PENDING,
        Status.HANDLED,
        Status.FED_BACK,
        Status.CALLED_BACK,
    }
    NOT_NOW = no.NotInThisState

    result: str
    interim: bool = False
    late_reason: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: reported."""
        unit = self.acting_unit(appeal, context)
        order = appeal.order_of(unit)
        if order is not None and order.state == "reported":
            raise no.AlreadyReported(unit=unit, appeal_no=self.appeal_no)
        clock = going(appeal.clocks, "co_handling", unit)
        late = clock is not None and clock.is_late(context.happened_at)
        reason = texts.optional("late_reason", self.late_reason)
        if clock and late and not self.interim and reason is None:
            raise no.LateNeedsReason(due=clock.due.isoformat())
        return [
            CoHandlerReported(
                unit=unit,
                result=texts.required("result", self.result),
                interim=self.interim,
                late=late,
                late_reason=reason,
            )
        ]
