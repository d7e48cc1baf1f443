"""派单: send the appeal to the unit that shall lead it, with the limit on the order."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import Deadlines, deadlines_of
from casework.appeal.events import AppealDispatched, CoOrder, Limit
from casework.appeal.fields import Text, Texts
from casework.appeal.units import helpers, lead_unit, suggestion, taking_part
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact
from casework.policy.amounts import Amount


class CoHandler(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """协办: a unit that is to help, and with what; the lead waits for a mandatory one."""

    unit: Text
    task: str = ""
    mandatory: bool = True


class DispatchAppeal(AppealCommand, frozen=True, kw_only=True):
    """One lead unit, and whoever helps; deadlines are the service's to compute.

    Without a lead unit the catalogue's is taken. What is dispatched again in the same round keeps
    the clock that runs (DOMAIN 6.2).
    """

    VERB = "dispatch"
    PARTS = True
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED})
    NOT_NOW = no.NotAwaitingDispatch

    lead_unit: Text | None = None
    co_handlers: Annotated[tuple[CoHandler, ...], Meta(max_length=50)] = ()
    copied_to: Texts = ()
    instruction: str | None = None
    complex: bool = False
    statutory_limit: Text | None = None
    basis: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: dispatched to a unit that may lead, until the rule's limit."""
        if appeal.type == "thanks":
            raise no.ThanksAreNotDispatched(appeal_no=self.appeal_no)
        suggested = suggestion(appeal, context)
        code = self.lead_unit or (suggested.unit if suggested else None)
        if code is None:
            raise no.NothingToSuggest(category=appeal.category)
        unit = lead_unit(code, appeal, context)
        basis = texts.optional("basis", self.basis, 500)
        meant = context.directory.subtree(suggested.unit, context.at) if suggested else {unit.code}
        if suggested and unit.code not in meant and basis is None:
            raise no.AgainstTheCatalogue(unit=unit.code, suggested=suggested.unit)
        orders = helpers(self.co_handlers, [unit.code, *appeal.standing.co_units], appeal, context)
        deadlines = deadlines_of(appeal, context, complex=self.complex or bool(orders))
        limits = self._limits(appeal, unit.code, orders, deadlines)
        due = {(limit.clock, limit.unit): limit.due for limit in limits}
        clause = suggested.clause if suggested and suggested.unit == unit.code else None
        return [
            AppealDispatched(
                round=max(appeal.round, 1),
                lead_unit=unit.code,
                lead_unit_name=unit.name,
                deadline=due.get(("handling", None)) or appeal.deadline,
                acknowledge_by=due.get(("acknowledgement", unit.code)),
                limit_rule=deadlines.rule.id,
                instruction=self.instruction and texts.public("instruction", self.instruction),
                co_orders=orders,
                copied_to=tuple(taking_part(c, appeal, context).code for c in self.copied_to),
                basis=basis or clause,
                limits=limits,
            )
        ]

    def _limits(
        self, appeal: Appeal, unit: str, orders: tuple[CoOrder, ...], deadlines: Deadlines
    ) -> tuple[Limit, ...]:
        rule, running = deadlines.rule, going(appeal.clocks, "handling")
        handling = [] if running else [self._handling(deadlines, unit)]
        lead_due = running.due if running else handling[0].due
        contact = None if appeal.anonymous else rule.contact
        return (
            *handling,
            *deadlines.order(unit),
            *deadlines.several(("contact", contact, unit)),
            *(limit for o in orders for limit in deadlines.order(o.unit)),
            *deadlines.co_handling([o.unit for o in orders], lead_due),
        )

    def _handling(self, deadlines: Deadlines, unit: str) -> Limit:
        """Return the rule's limit; where the law sets its own, the one typed in with its basis."""
        amount = deadlines.rule.handle
        if amount is not None:
            why = f"rule {deadlines.rule.id} has a limit of its own"
            texts.unread("statutory_limit", self.statutory_limit, why)
        else:
            if not (self.statutory_limit and self.basis and self.basis.strip()):
                raise no.StatutoryLimitMissing(rule=deadlines.rule.id)
            amount = self._by_law(self.statutory_limit, deadlines)
        return deadlines.handling(amount, unit)

    def _by_law(self, text: str, deadlines: Deadlines) -> Amount:
        try:
            amount = Amount.parse(text)
        except ValueError as error:
            raise no.BadAmount(field="statutory_limit", problem=str(error)) from None
        if amount.calendar and amount.calendar not in deadlines.calendars:
            known = ", ".join(sorted(deadlines.calendars))
            said = f'there is no calendar "{amount.calendar}"; there are: {known}'
            raise no.BadAmount(field="statutory_limit", problem=said)
        return amount
