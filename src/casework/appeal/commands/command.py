"""What every command on an appeal has: a verb, who may send it, where it fits, and its rule."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from casework.appeal import refusals as no
from casework.appeal.access import scope_of
from casework.appeal.appeal import Appeal, key_of
from casework.appeal.fields import Backdating, Instant
from casework.appeal.permission import Permitted
from casework.appeal.standing import Standing
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.errors import Refusal
from casework.facts import Fact, NewFact

LEAD = frozenset({"lead"})
CO = frozenset({"co"})
HANDED = frozenset({"handed"})
EITHER = LEAD | CO

INTAKE_FIRST = ("collector", "operator", "duty_leader", "grid_worker", "resident")


def reads(context: DecisionContext, appeal_no: str) -> bool:
    """Return whether another appeal that the caller names is there, and is read by the caller."""
    other = context.others.get(appeal_no)
    if other is None:
        return False
    return scope_of(context.reader).rights(other.matter(context.at)) is not None


class AppealCommand(Permitted, frozen=True, kw_only=True):
    """A request to change one appeal; who may send it says `Permitted`.

    `IN` are the states it fits, and `NOT_NOW` is what it answers in any other; `NEEDS` and `BARS`
    are marks that must or must not be on the appeal, each with what it answers. `WHILE` names the
    halts it fits in. `BESIDE` says that it is no step: it may have happened at any time since the
    appeal was raised. `PARTS` says that it gives a unit a part, so that whoever merged appeals
    accuse is looked at too, `WHOLE` that the rule reads the whole history, `HEAD` that a unit's
    clerk sends it to the unit's head first (DOMAIN 17.12).
    """

    IN: ClassVar[frozenset[Status]] = frozenset()
    NOT_NOW: ClassVar[type[Refusal]] = Refusal
    NEEDS: ClassVar[Mapping[str, type[Refusal]]] = {}
    BARS: ClassVar[Mapping[str, type[Refusal]]] = {}
    WHILE: ClassVar[frozenset[str]] = frozenset()
    BESIDE: ClassVar[bool] = False
    PARTS: ClassVar[bool] = False
    WHOLE: ClassVar[bool] = False
    HEAD: ClassVar[bool] = False

    occurred_at: Instant | None = None
    backdating_reason: Backdating | None = None

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return the other appeals that the rule looks at or changes."""
        return appeal.children if appeal and self.PARTS else ()

    def idempotency_payload(self) -> object:
        """Return what makes two requests the same one."""
        return self

    def due_at(self, appeal: Appeal) -> datetime | None:
        """Return the instant that counts where time itself sends this; None is now."""
        return None

    def follows(self, appeal: Appeal, context: DecisionContext) -> datetime | None:
        """Return the earliest instant at which this can have happened.

        A unit's act lies not before its own order, a step not before the last one; what stands
        beside the steps, not before the appeal was raised.
        """
        if self.BESIDE:
            return appeal.raised_at
        order = appeal.order_of(self.acting_unit(appeal, context)) if self.UNITS else None
        if order is not None and not order.lead:
            return order.given_at
        return appeal.stepped_at

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact | NewFact]:
        """Return the facts that follow, or a refusal raised."""
        raise NotImplementedError

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Raise what no field of the command could mend now: used up, overdue, waiting already."""

    @classmethod
    def is_possible(cls, appeal: Appeal, context: DecisionContext) -> bool:
        """Return whether this caller's command could be accepted now, its fields set aside."""
        if not (
            cls.fits(appeal.standing)
            and cls.permits(context.caller, appeal.standing, context.reach)
        ):
            return False
        clerk = "unit_head" not in context.caller.posts
        if clerk and key_of(cls.VERB, cls.acting_unit(appeal, context)) in appeal.awaiting:
            return False
        try:
            cls.check_now(appeal, context)
        except Refusal:
            return False
        return context.caller.user not in appeal.recused

    def takes_head(self, context: DecisionContext) -> bool:
        """Return whether the unit's head has to approve it, where a clerk sends it."""
        return self.HEAD

    def reason_to_head(self) -> str:
        """Return what the head reads before approving."""
        return ""

    @classmethod
    def gloss(cls) -> str:
        """Return the Chinese of the verb, with which its file begins (签收)."""
        return (sys.modules[cls.__module__].__doc__ or "").partition(":")[0]

    @classmethod
    def acting_unit(cls, appeal: Appeal, context: DecisionContext) -> str:
        """Return the unit that the caller acts for: the lead, a helper, one handed down to."""
        mine = [o for o in appeal.orders if o.unit in context.reach]
        fitting = [o for o in mine if ("lead" if o.lead else "co") in cls.UNITS]
        if fitting:
            return fitting[0].unit
        handed = (u for u in appeal.handed_to if u in context.reach and "handed" in cls.UNITS)
        return next(handed, appeal.lead_unit or "")

    def order_unit(self, appeal: Appeal, context: DecisionContext) -> str:
        """Return the unit whose order that is: whose clocks end by what is done in it."""
        order = appeal.order_at(acting := self.acting_unit(appeal, context))
        return order.unit if order else acting

    @classmethod
    def fits(cls, standing: Standing) -> bool:
        """Return whether the verb fits an appeal that stands so."""
        return standing.status in cls.IN and cls._in_the_way(standing.marks) is None

    def check_state(self, appeal: Appeal) -> None:
        """Refuse where the verb does not fit the state."""
        fits = appeal.status in self.IN
        refusal = self._in_the_way(appeal.marks) if fits else self.NOT_NOW
        if refusal is not None:
            raise refusal(
                appeal_no=self.appeal_no,
                status=f"{appeal.status} ({appeal.status.chinese})",
                by=appeal.acknowledged_by,
                parent_no=appeal.parent_no,
                verb=self.VERB,
            )

    @classmethod
    def _in_the_way(cls, marks: frozenset[str]) -> type[Refusal] | None:
        for mark, refusal in _HALTS.items():
            if mark in marks and mark not in cls.WHILE:
                return refusal
        for mark, refusal in cls.BARS.items():
            if mark in marks:
                return refusal
        return next((r for mark, r in cls.NEEDS.items() if mark not in marks), None)


# What stops every verb that does not name it in WHILE (DOMAIN 4.2).
_HALTS: dict[str, type[Refusal]] = {
    "suspended": no.Suspended,
    "merged": no.MergedIntoAnother,
    "erased": no.Erased,
}
