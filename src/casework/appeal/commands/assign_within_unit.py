"""单位内部分派: the unit gives its order to a section or a person."""

from collections.abc import Sequence
from datetime import datetime

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import EITHER, AppealCommand
from casework.appeal.events import OrderAssignedWithinUnit
from casework.appeal.words import WITH_UNIT
from casework.facts import Fact
from casework.scene import Scene


class AssignWithinUnit(AppealCommand, frozen=True, kw_only=True):
    """The unit's own time may not lie after the order's deadline."""

    VERB = "assign-within-unit"
    UNITS = EITHER
    IN = WITH_UNIT
    NOT_NOW = no.NotInThisState

    to: str
    due: datetime | None = None
    note: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Assigned."""
        unit = self.acting_unit(appeal, scene)
        own = going(appeal.clocks, "co_handling", unit)
        clock = own or going(appeal.clocks, "handling")
        if self.due and self.due <= scene.at:
            raise no.NotLater(field="due", until=self.due.isoformat(), after=scene.at.isoformat())
        if self.due and clock and self.due > clock.due:
            due, deadline = self.due.isoformat(), clock.due.isoformat()
            raise no.DueAfterDeadline(due=due, deadline=deadline)
        return [
            OrderAssignedWithinUnit(
                unit=unit,
                to=texts.required("to", self.to, 100),
                due=self.due,
                note=texts.optional("note", self.note and texts.public("note", self.note)),
            )
        ]
