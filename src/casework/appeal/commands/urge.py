"""催办: somebody asks how long it takes; no state changes, no clock moves."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import OrderUrged
from casework.appeal.words import OPEN
from casework.context import DecisionContext
from casework.facts import Fact


class UrgeOrder(AppealCommand, frozen=True, kw_only=True):
    """By the resident, or for the resident, or by the centre itself."""

    VERB = "urge"
    POSTS = frozenset({"collector", "operator", "duty_leader", "caller", "supervisor"})
    OWN = True
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})

    text: str
    by_claimant: bool = False

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: urged once more."""
        by_claimant = self.by_claimant or "resident" in context.caller.posts
        text = texts.required("text", self.text)
        return [OrderUrged(text=text, count=appeal.urges + 1, by_claimant=by_claimant)]
