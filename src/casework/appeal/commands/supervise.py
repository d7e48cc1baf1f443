"""督办: formal supervision of one or more units, with a demand and a time for the reply."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import deadlines_of
from casework.appeal.events import SupervisionOpened
from casework.appeal.fields import Texts
from casework.appeal.units import taking_part
from casework.appeal.words import ANY, Status, SupervisionLevel
from casework.context import DecisionContext
from casework.facts import Fact


class OpenSupervision(AppealCommand, frozen=True, kw_only=True):
    """Open cases and closed ones. As long as it is open, only a supervisor closes the case."""

    VERB = "supervise"
    PARTS = True
    POSTS = frozenset({"supervisor", "duty_leader", "standing_orders"})
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})

    level: SupervisionLevel
    demand: str
    units: Texts = ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: opened, with a clock for each unit that must reply."""
        named = self.units or ((appeal.lead_unit,) if appeal.lead_unit else ())
        if not named:
            raise no.UnitsMissing(appeal_no=self.appeal_no)
        units = tuple(taking_part(code, appeal, context).code for code in dict.fromkeys(named))
        deadlines, number = deadlines_of(appeal, context), appeal.supervisions + 1
        window = deadlines.rules.windows.supervision
        return [
            SupervisionOpened(
                supervision=number,
                level=self.level,
                units=units,
                demand=texts.public("demand", self.demand),
                automatic="standing_orders" in context.caller.posts,
                limits=tuple(
                    deadlines.limit("supervision", window, f"{number}/{u}") for u in units
                ),
            )
        ]
