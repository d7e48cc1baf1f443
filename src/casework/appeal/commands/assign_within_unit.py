"""单位内部分派: the unit gives its order to a section or a person, or hands it down."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import EITHER, HANDED, AppealCommand
from casework.appeal.events import OrderAssignedWithinUnit
from casework.appeal.fields import Instant, Text
from casework.appeal.units import taking_part
from casework.appeal.words import WITH_UNIT
from casework.context import DecisionContext
from casework.directory.directory import Unit
from casework.facts import Fact


class AssignWithinUnit(AppealCommand, frozen=True, kw_only=True):
    """The unit's own time may not lie after the order's deadline.

    What is handed down (street, community, grid) may be handed on; `to` may be the code of a unit
    below as well.
    """

    VERB = "assign-within-unit"
    PARTS = True
    UNITS = EITHER | HANDED
    IN = WITH_UNIT
    NOT_NOW = no.NotInThisState

    to: str = ""
    to_unit: Text | None = None
    due: Instant | None = None
    note: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: assigned."""
        acting = self.acting_unit(appeal, context)
        self._check_due(appeal, context)
        below = self._below(acting, appeal, context)
        return [
            OrderAssignedWithinUnit(
                unit=acting,
                to=self._named(below),
                to_unit=below.code if below else None,
                to_unit_name=below.name if below else None,
                due=self.due,
                note=texts.optional("note", self.note and texts.public("note", self.note)),
            )
        ]

    def _named(self, below: Unit | None) -> str:
        to = below.name if below and self.to in ("", below.code) else self.to
        return texts.required("to", to, 100)

    def _below(self, acting: str, appeal: Appeal, context: DecisionContext) -> Unit | None:
        """Return the unit that it is handed down to, if it is."""
        within = context.directory.subtree(acting, context.at) - {acting}
        code = self.to_unit or (self.to if self.to in within else None)
        if code is None:
            return None
        unit = taking_part(code, appeal, context)
        if unit.code not in within:
            raise no.NotBelow(unit=acting, to_unit=unit.code)
        return unit

    def _check_due(self, appeal: Appeal, context: DecisionContext) -> None:
        own = going(appeal.clocks, "co_handling", self.order_unit(appeal, context))
        clock = own or going(appeal.clocks, "handling")
        if self.due and self.due <= context.at:
            raise no.NotLater(field="due", until=self.due.isoformat(), after=context.at.isoformat())
        if self.due and clock and self.due > clock.due:
            due, deadline = self.due.isoformat(), clock.due.isoformat()
            raise no.DueAfterDeadline(due=due, deadline=deadline)
