"""补充诉求: something is added to an open appeal, without having been asked for."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealSupplemented
from casework.appeal.permission import CLAIMANT
from casework.appeal.words import CONTENT_LENGTH, OPEN
from casework.context import DecisionContext
from casework.facts import Fact


class SupplementAppeal(AppealCommand, frozen=True, kw_only=True):
    """By the claimant, for the claimant, or by who took it in at the grid; no clock moves.

    What waits (挂账, 并案) is added to as well: the material that was waited for may be this.
    """

    VERB = "supplement"
    POSTS = frozenset({"collector", "operator", "caller", "duty_leader"})
    OWN = True
    GRID = True
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    WHILE = frozenset({"suspended", "merged"})

    text: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: added, beside what was said at the intake."""
        text = texts.required("text", self.text, CONTENT_LENGTH)
        theirs = bool({"resident", CLAIMANT} & context.caller.posts)
        return [AppealSupplemented(text=text, by_claimant=theirs)]
