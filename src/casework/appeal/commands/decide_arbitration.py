"""裁定指定: the unit that leads is named after hearing the others; final."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import UnitDesignated
from casework.appeal.fields import Texts
from casework.appeal.units import lead_unit, taking_part
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class DecideArbitration(AppealCommand, frozen=True, kw_only=True):
    """The designated unit acknowledges like any other, but may not return (Weifang rules, 22)."""

    VERB = "decide-arbitration"
    PARTS = True
    POSTS = frozenset({"arbitrator", "duty_leader"})
    IN = frozenset({Status.ARBITRATION})
    NOT_NOW = no.NotDisputed

    unit: str
    basis: str
    units_heard: Texts = ()
    catalogue_proposal: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: designated; the handling clock goes on, or starts where none runs."""
        unit = lead_unit(self.unit, appeal, context)
        deadlines = ruling(appeal, context)
        rule, running = deadlines.rule, going(appeal.clocks, "handling")
        return [
            UnitDesignated(
                unit=unit.code,
                unit_name=unit.name,
                basis=texts.required("basis", self.basis),
                units_heard=tuple(taking_part(c, appeal, context).code for c in self.units_heard),
                catalogue_proposal=texts.optional("catalogue_proposal", self.catalogue_proposal),
                limits=deadlines.several(
                    ("handling", None if running else rule.handle, None),
                    ("acknowledgement", rule.acknowledge, unit.code),
                    ("contact", None if appeal.anonymous else rule.contact, unit.code),
                ),
            )
        ]
