"""吹哨: a street that leads calls departments to the spot; its head approves, they must come."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import head_of
from casework.appeal.commands.add_co_handler import co_limits
from casework.appeal.commands.command import LEAD, AppealCommand
from casework.appeal.commands.dispatch import CoHandler
from casework.appeal.events import WhistleBlown
from casework.appeal.fields import Texts
from casework.appeal.units import helpers, known_unit
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class BlowWhistle(AppealCommand, frozen=True, kw_only=True):
    """By the street, or by the centre for it (Beijing regulation, art. 16)."""

    VERB = "whistle"
    PARTS = True
    POSTS = frozenset({"operator", "duty_leader"})
    HEAD = True
    UNITS = LEAD
    IN = frozenset({Status.HANDLING})
    NOT_NOW = no.NotBeingHandled

    units: Texts
    task: str

    def reason_to_head(self) -> str:
        """Return what it is asked for with."""
        return self.task

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: a mandatory co-order for each unit called."""
        street = known_unit(appeal.lead_unit or "", context)
        if street.kind != "street":
            raise no.OnlyAStreetWhistles(unit=street.code)
        if not self.units:
            raise no.EmptyText(field="units")
        task = texts.public("task", self.task, 500)
        asked = [CoHandler(unit, task) for unit in self.units]
        orders = helpers(asked, [o.unit for o in appeal.orders], appeal, context)
        return [
            WhistleBlown(
                by_unit=street.code,
                orders=orders,
                task=task,
                approved_by=head_of(context) or context.caller.user,
                limits=co_limits(orders, appeal, context),
            )
        ]
