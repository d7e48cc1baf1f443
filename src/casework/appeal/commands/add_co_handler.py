"""增加协办: another unit helps, with a task and a clock of its own."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.dispatch import CoHandler
from casework.appeal.deadlines import ruling
from casework.appeal.events import CoHandlerAdded, CoOrder, Limit
from casework.appeal.units import helpers
from casework.appeal.words import WITH_UNIT
from casework.context import DecisionContext
from casework.facts import Fact


class AddCoHandler(AppealCommand, frozen=True, kw_only=True):
    """By the centre. A street calls others by whistle."""

    VERB = "add-co-handler"
    PARTS = True
    POSTS = frozenset({"operator", "duty_leader"})
    IN = WITH_UNIT
    NOT_NOW = no.NotInThisState

    unit: str
    task: str
    reason: str
    mandatory: bool = True

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: added, due before the lead."""
        asked = CoHandler(self.unit, texts.required("task", self.task, 500), self.mandatory)
        [order] = helpers([asked], [o.unit for o in appeal.orders], appeal, context)
        reason = texts.required("reason", self.reason)
        return [
            CoHandlerAdded(order=order, reason=reason, limits=co_limits([order], appeal, context))
        ]


def co_limits(
    orders: Sequence[CoOrder], appeal: Appeal, context: DecisionContext
) -> tuple[Limit, ...]:
    """Return the clocks of new co-orders: to acknowledge, to return, to report."""
    deadlines = ruling(appeal, context)
    rule, lead_due = deadlines.rule, appeal.deadline
    first = (limit for order in orders for limit in deadlines.order(order.unit))
    if lead_due is None or lead_due <= context.at:
        report = tuple(deadlines.limit("co_handling", rule.acknowledge, o.unit) for o in orders)
    else:
        report = deadlines.co_handling([o.unit for o in orders], lead_due)
    return (*first, *report)
