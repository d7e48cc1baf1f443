"""改派: move the order to another unit; the clock runs on unless a leader restarts it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import endorse
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.order_rework import original
from casework.appeal.deadlines import ruling
from casework.appeal.deciding_time import taken_too_long
from casework.appeal.events import AppealReassigned, Limit, ReturnAccepted
from casework.appeal.standing import Standing
from casework.appeal.units import lead_unit
from casework.appeal.words import ClockPolicy, Status
from casework.context import DecisionContext
from casework.directory.directory import Unit
from casework.facts import Fact

ORDINARY = frozenset({"operator", "duty_leader", "arbitrator"})
FINAL = frozenset({"duty_leader", "arbitrator"})


class ReassignAppeal(AppealCommand, frozen=True, kw_only=True):
    """The new unit acknowledges anew. A restart of the clock is signed by two: a duty leader first,
    another or a supervisor second. A return that waits is accepted by it."""

    VERB = "reassign"
    PARTS = True
    POSTS = frozenset({"operator", "duty_leader"})
    SECOND = {"restart": frozenset({"supervisor"}), "designated": frozenset({"arbitrator"})}
    IN = frozenset({Status.DISPATCHED, Status.HANDLING, Status.RETURN_PENDING})
    NOT_NOW = no.NotInThisState

    to_unit: str
    reason: str
    clock: ClockPolicy = "continue"

    @classmethod
    def _is_of_dispatcher(cls, standing: Standing) -> bool:
        """Return whether it answers a return: by who may decide on that (DOMAIN 17.15)."""
        return standing.status == Status.RETURN_PENDING

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: reassigned, or signed first where the clock is to start anew."""
        unit = lead_unit(self.to_unit, appeal, context)
        if unit.code == appeal.lead_unit:
            raise no.SameUnit(unit=unit.code, appeal_no=self.appeal_no)
        reason = texts.required("reason", self.reason)
        self.check_now(appeal, context)
        matter = f"restart/{unit.code}"
        if self.clock != "restart" and not ORDINARY & context.caller.posts:
            raise no.OnlyAsSecond(verb=self.VERB, what="a restart of the clock")
        if self.clock == "restart" and (first := endorse(appeal, matter, reason, context)):
            return [first]
        before = appeal.order_of(appeal.lead_unit)
        limits = self._limits(appeal, unit, context)
        handling = next((x.due for x in limits if x.clock == "handling"), appeal.deadline)
        return [
            *self._accepted(appeal, reason, context),
            AppealReassigned(
                from_unit=appeal.lead_unit or "",
                from_unit_name=before.unit_name if before else "",
                to_unit=unit.code,
                to_unit_name=unit.name,
                reason=reason,
                clock=self.clock,
                approved_by=appeal.endorsed.get(matter),
                to_acknowledge=True,
                deadline=handling,
                limits=limits,
            ),
        ]

    def _limits(self, appeal: Appeal, unit: Unit, context: DecisionContext) -> tuple[Limit, ...]:
        deadlines = ruling(appeal, context)
        contact = None if appeal.anonymous else deadlines.rule.contact
        return (
            *self._handling(appeal, unit, context),
            *deadlines.several(("contact", contact, unit.code)),
            *deadlines.order(unit.code),
        )

    def _handling(self, appeal: Appeal, unit: Unit, context: DecisionContext) -> tuple[Limit, ...]:
        """Return the limit that the order had, from now on, where the clock is to start anew."""
        if self.clock == "continue" and going(appeal.clocks, "handling"):
            return ()
        deadlines, amount = original(appeal, context)
        return (deadlines.handling(amount, unit.code),) if amount else ()

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check that a final designation is changed by who may designate (DOMAIN 17.15)."""
        if "designated" in appeal.marks and not FINAL & context.caller.posts:
            raise no.DesignatedForGood(appeal_no=appeal.appeal_no)

    def _accepted(self, appeal: Appeal, reason: str, context: DecisionContext) -> Sequence[Fact]:
        """Return the answer of a return that waits."""
        if appeal.status != Status.RETURN_PENDING:
            return ()
        unit = appeal.lead_unit or ""
        moves = taken_too_long(appeal, f"return/{unit}", context)
        return (ReturnAccepted(unit=unit, reason=reason, moves=moves),)
