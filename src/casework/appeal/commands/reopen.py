"""重新办理: a closed case is taken up again within the window; the old closing stays visible."""

from collections.abc import Iterator, Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import find
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.order_rework import shortened, typed_in
from casework.appeal.deadlines import deadlines_of, ruling
from casework.appeal.events import AppealRejoined, AppealReopened, ChildDetached, Limit
from casework.appeal.fields import Text
from casework.appeal.units import lead_unit
from casework.appeal.words import ReopenBasis, Status
from casework.context import DecisionContext
from casework.facts import Fact, NewFact


class ReopenAppeal(AppealCommand, frozen=True, kw_only=True):
    """The window runs from the closing. After it, a new appeal is related to the old one.

    What was closed with it is open again with it; what was merged stands alone from now on.
    """

    VERB = "reopen"
    POSTS = frozenset({"duty_leader", "supervisor"})
    IN = frozenset({Status.CLOSED})
    NOT_NOW = no.NotInThisState
    WHILE = frozenset({"merged"})

    basis: ReopenBasis
    reason: str
    unit: Text | None = None

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return what was merged into it, and what it was merged into."""
        if appeal is None:
            return ()
        return (*appeal.children, *((appeal.parent_no,) if appeal.parent_no else ()))

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check that the window is open."""
        window = find(appeal.clocks, "reopening")
        if window is not None and window.is_late(context.at):
            raise no.ReopenWindowClosed(appeal_no=appeal.appeal_no, until=window.due.isoformat())

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact | NewFact]:
        """Return the facts: reopened: a new round with a new clock, in the hands of the unit that
        had it."""
        self.check_now(appeal, context)
        parent = context.others.get(appeal.parent_no or "")
        code = self.unit or appeal.lead_unit or (parent.lead_unit if parent else None)
        if code is None:
            raise no.NoLeadToReopen(appeal_no=self.appeal_no)
        unit = lead_unit(code, appeal, context)
        handling = afresh(appeal, self.basis, unit.code, context)
        reason = texts.required("reason", self.reason)
        reopened = AppealReopened(
            round=appeal.round + 1,
            reason=reason,
            basis=self.basis,
            unit=unit.code,
            unit_name=unit.name,
            deadline=handling.due,
            limits=(handling,),
        )
        return [reopened, *self._alone(parent, reason), *self._along(appeal, reason, context)]

    def _alone(self, parent: Appeal | None, reason: str) -> Iterator[NewFact]:
        if parent and parent.status != Status.ARCHIVED and self.appeal_no in parent.children:
            detached = ChildDetached(child_no=self.appeal_no, reason=reason)
            yield NewFact(parent.appeal_no, detached)

    def _along(self, appeal: Appeal, reason: str, context: DecisionContext) -> Iterator[NewFact]:
        """Yield what ended by the result that does not hold: it waits for the next one."""
        for child_no in appeal.children:
            child = context.others.get(child_no)
            if child and (child.status, child.closing_kind) == (Status.CLOSED, "duplicate_merged"):
                yield NewFact(child_no, AppealRejoined(parent_no=self.appeal_no, reason=reason))


def afresh(appeal: Appeal, basis: ReopenBasis, unit: str, context: DecisionContext) -> Limit:
    """Return the limit of a new cycle, by the rule in force now.

    New facts have the whole of it; what should have been done right before has a share.
    """
    was_complex = any(when.complex for when in ruling(appeal, context).rule.when)
    deadlines = deadlines_of(appeal, context, complex=was_complex)
    amount = deadlines.rule.handle or typed_in(appeal)
    if basis == "new_facts" and amount is not None:
        return deadlines.handling(amount, unit)
    return shortened(deadlines, amount, unit)
