"""改派: move the order to another unit; the clock runs on unless a leader restarts it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import of_second
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.order_rework import original
from casework.appeal.deadlines import ruling
from casework.appeal.events import AppealReassigned, Limit
from casework.appeal.units import lead_unit
from casework.appeal.words import ClockPolicy, Status
from casework.directory.directory import Unit
from casework.facts import Fact
from casework.scene import Scene

LEADER = frozenset({"duty_leader"})


class ReassignAppeal(AppealCommand, frozen=True, kw_only=True):
    """The new unit acknowledges anew. A restart takes the duty leader's approval."""

    VERB = "reassign"
    PARTS = True
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.DISPATCHED, Status.HANDLING, Status.RETURN_PENDING})
    NOT_NOW = no.NotInThisState

    to_unit: str
    reason: str
    clock: ClockPolicy = "continue"
    approved_by: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Reassigned."""
        unit = lead_unit(self.to_unit, appeal, scene)
        if unit.code == appeal.lead_unit:
            raise no.SameUnit(unit=unit.code, appeal_no=self.appeal_no)
        before = appeal.order_of(appeal.lead_unit)
        limits = self._limits(appeal, unit, scene)
        handling = next((x.due for x in limits if x.clock == "handling"), appeal.deadline)
        return [
            AppealReassigned(
                from_unit=appeal.lead_unit or "",
                from_unit_name=before.unit_name if before else "",
                to_unit=unit.code,
                to_unit_name=unit.name,
                reason=texts.required("reason", self.reason),
                clock=self.clock,
                approved_by=self._approved(scene),
                to_acknowledge=True,
                deadline=handling,
                limits=limits,
            )
        ]

    def _limits(self, appeal: Appeal, unit: Unit, scene: Scene) -> tuple[Limit, ...]:
        deadlines = ruling(appeal, scene)
        contact = None if appeal.anonymous else deadlines.rule.contact
        return (
            *self._handling(appeal, unit, scene),
            *deadlines.several(("contact", contact, unit.code)),
            *deadlines.order(unit.code),
        )

    def _handling(self, appeal: Appeal, unit: Unit, scene: Scene) -> tuple[Limit, ...]:
        """The limit that the order had, from now on, where the clock is to start anew."""
        if self.clock == "continue" and going(appeal.clocks, "handling"):
            return ()
        deadlines, amount = original(appeal, scene)
        return (deadlines.handling(amount, unit.code),) if amount else ()

    def _approved(self, scene: Scene) -> str | None:
        if self.clock == "continue":
            return None
        if "duty_leader" in scene.caller.posts:
            return scene.caller.user
        return of_second(self.approved_by, LEADER, scene, "Restarting the clock")
