"""重办: the unit has to do it again, in a new round with a shorter limit."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import Deadlines, pinned, ruling
from casework.appeal.events import Limit, ReworkOrdered
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact
from casework.policy.amounts import Amount


class OrderRework(AppealCommand, frozen=True, kw_only=True):
    """By callback staff as often as the policy says; beyond that a duty leader decides."""

    VERB = "order-rework"
    POSTS = frozenset({"caller", "duty_leader"})
    IN = frozenset({Status.CALLED_BACK, Status.FED_BACK})
    NOT_NOW = no.NotInThisState

    reason: str

    @classmethod
    def check_now(cls, appeal: Appeal, context: DecisionContext) -> None:
        """Check that it is done by other hands, and not more often than the policy says, but by a
        duty leader."""
        if context.caller.user in appeal.handlers:
            raise no.SameHands(user=context.caller.user)
        limit = context.policies.rules(context.at).maxima.reworks
        if appeal.reworks >= limit and "duty_leader" not in context.caller.posts:
            raise no.ReworksUsedUp(appeal_no=appeal.appeal_no, count=appeal.reworks, limit=limit)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: ordered: half of the original limit, at least a working day (DOMAIN
        6.1)."""
        self.check_now(appeal, context)
        handling = again(appeal, context)
        return [
            ReworkOrdered(
                round=appeal.round + 1,
                unit=appeal.lead_unit or "",
                reason=texts.required("reason", self.reason),
                deadline=handling.due,
                limits=(handling,),
            )
        ]


def again(appeal: Appeal, context: DecisionContext) -> Limit:
    """Return the limit of a further round: a share of the original one, of the law's as it was
    typed in.

    Where there was none, in a foreign history perhaps, the least that any round gets.
    """
    deadlines, amount = original(appeal, context)
    return shortened(deadlines, amount, appeal.lead_unit or "")


def shortened(deadlines: Deadlines, amount: Amount | None, unit: str) -> Limit:
    """Return a unit's share of an amount, or the least where there is none."""
    if amount is None:
        return deadlines.handling(deadlines.rules.rework.at_least, unit)
    return deadlines.shortened(amount, unit)


def original(appeal: Appeal, context: DecisionContext) -> tuple[Deadlines, Amount | None]:
    """Return the deadlines by the rule of this cycle's first limit, with the amount that it gives,
    or the law's own as it was typed in."""
    mine = (c for c in appeal.clocks if c.name == "handling" and c.round >= appeal.cycle_round)
    first = next(mine, None)
    deadlines = pinned(first.rule if first else None, context) or ruling(appeal, context)
    return deadlines, deadlines.rule.handle or typed_in(appeal)


def typed_in(appeal: Appeal) -> Amount | None:
    """Return the amount of the first limit of all, where it is one."""
    first = next((c for c in appeal.clocks if c.name == "handling"), None)
    try:
        return Amount.parse(first.amount) if first else None
    except ValueError:
        return None
