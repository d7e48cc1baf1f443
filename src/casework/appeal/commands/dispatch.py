"""派单: send the appeal to the unit that shall lead it, with the limit on the order."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealDispatched
from casework.appeal.words import Status
from casework.facts import Fact
from casework.policy.limits import limit_for
from casework.scene import Scene


class DispatchAppeal(AppealCommand, frozen=True, kw_only=True):
    """One lead unit; the deadlines are the service's to compute, never the client's."""

    VERB = "dispatch"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED})
    NOT_NOW = no.NotAwaitingDispatch

    lead_unit: str
    instruction: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Dispatched to a unit that may lead, until the rule's limit."""
        unit = scene.directory.unit(self.lead_unit)
        if unit is None:
            raise no.UnknownUnit(unit=self.lead_unit)
        if not unit.may_lead:
            raise no.UnitMayNotLead(unit=unit.code, name=unit.name)
        limit = limit_for(appeal.urgency)
        instruction = self.instruction and texts.public("instruction", self.instruction)
        return [
            AppealDispatched(
                round=appeal.round + 1,
                lead_unit=unit.code,
                lead_unit_name=unit.name,
                deadline=scene.at + limit.handle,
                acknowledge_by=scene.at + limit.acknowledge,
                limit_rule=limit.rule,
                limit_hours=limit.handle.total_seconds() / 3600,
                instruction=instruction,
            )
        ]
