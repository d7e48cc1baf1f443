"""重办: the unit has to do it again, in a new round with a shorter limit."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import Clock
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import Deadlines, deadlines_of
from casework.appeal.events import Limit, ReworkOrdered
from casework.appeal.words import Status
from casework.facts import Fact
from casework.policy.amounts import Amount
from casework.scene import Scene


class OrderRework(AppealCommand, frozen=True, kw_only=True):
    """By callback staff as often as the policy says; beyond that a duty leader decides."""

    VERB = "order-rework"
    POSTS = frozenset({"caller", "duty_leader"})
    IN = frozenset({Status.CALLED_BACK, Status.FED_BACK})
    NOT_NOW = no.NotInThisState

    reason: str

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Ordered: half of the original limit, at least a working day (DOMAIN 6.1)."""
        if scene.caller.user in appeal.handlers:
            raise no.SameHands(user=scene.caller.user)
        limit = scene.policies.rules(scene.at).maxima.reworks
        if appeal.reworks >= limit and "duty_leader" not in scene.caller.posts:
            raise no.ReworksUsedUp(appeal_no=self.appeal_no, count=appeal.reworks, limit=limit)
        handling = again(appeal, scene)
        return [
            ReworkOrdered(
                round=appeal.round + 1,
                unit=appeal.lead_unit or "",
                reason=texts.required("reason", self.reason),
                deadline=handling.due,
                limits=(handling,),
            )
        ]


def again(appeal: Appeal, scene: Scene) -> Limit:
    """The limit of a further round: a share of the original one, of the law's as it was typed in.

    Where there was none, in a foreign history perhaps, the least that any round gets.
    """
    deadlines, amount = original(appeal, scene)
    if amount is None:
        return deadlines.limit("handling", deadlines.rules.rework.at_least)
    return deadlines.shortened("handling", amount)


def original(appeal: Appeal, scene: Scene) -> tuple[Deadlines, Amount | None]:
    """Counts by the rule of the first limit, as it is now, if there still is one of that name;
    with what it gives, or the law's own amount as it was typed in."""
    first = next((c for c in appeal.clocks if c.name == "handling"), None)
    name = first.rule.partition("@")[0] if first else None
    rules = scene.policies.rules(scene.at)
    known = next((rule for rule in rules.limits if rule.id == name), None)
    deadlines = Deadlines(scene, known) if known else deadlines_of(appeal, scene)
    return deadlines, deadlines.rule.handle or _typed_in(first)


def _typed_in(first: Clock | None) -> Amount | None:
    try:
        return Amount.parse(first.amount) if first else None
    except ValueError:
        return None
