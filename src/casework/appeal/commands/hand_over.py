"""整体移交: the open order of a dissolved unit goes to its successor, one fact an appeal."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import OrdersHandedOver
from casework.appeal.units import lead_unit, taking_part, with_a_part
from casework.appeal.words import OPEN
from casework.context import DecisionContext
from casework.facts import Fact


class HandOver(AppealCommand, frozen=True, kw_only=True):
    """Sent in bulk when a unit is dissolved or merged; clocks and states go on as they are."""

    VERB = "hand-over"
    PARTS = True
    POSTS = frozenset({"admin", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    WHILE = frozenset({"suspended", "merged"})
    BLIND = True  # an admin moves what a dissolved unit has, and reads no case

    from_unit: str
    to_unit: str
    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: handed over, lead or help."""
        if self.from_unit not in with_a_part(appeal):
            raise no.NothingToHandOver(unit=self.from_unit, appeal_no=self.appeal_no)
        if self.from_unit == self.to_unit:
            raise no.SameUnit(unit=self.to_unit, appeal_no=self.appeal_no)
        leads, to = self.from_unit == appeal.lead_unit, self.to_unit
        unit = lead_unit(to, appeal, context) if leads else taking_part(to, appeal, context)
        return [
            OrdersHandedOver(
                from_unit=self.from_unit,
                to_unit=unit.code,
                to_unit_name=unit.name,
                reason=texts.required("reason", self.reason),
                lead=leads,
                joined=(
                    appeal.order_of(self.from_unit) is not None
                    and appeal.order_of(unit.code) is not None
                ),
            )
        ]
