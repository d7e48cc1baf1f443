"""撤单申请: the resident asks to take the appeal back; the centre checks who asks."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import WithdrawalRequested
from casework.appeal.words import OPEN
from casework.context import DecisionContext
from casework.facts import Fact


class RequestWithdrawal(AppealCommand, frozen=True, kw_only=True):
    """Nothing ends by it yet."""

    VERB = "request-withdrawal"
    OWN = True
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    BESIDE = True
    BARS = {"public_interest": no.WithdrawnAlready}
    WHILE = frozenset({"suspended", "merged"})

    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: asked for."""
        return [WithdrawalRequested(reason=texts.required("reason", self.reason))]
