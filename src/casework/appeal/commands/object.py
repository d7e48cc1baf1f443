"""诉求人异议: the claimant says that it is not solved; the centre has to answer that."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.evaluate import TOLD, check_window
from casework.appeal.deadlines import ruling
from casework.appeal.events import ObjectionRaised
from casework.context import DecisionContext
from casework.facts import Fact


class ObjectToResult(AppealCommand, frozen=True, kw_only=True):
    """By the claimant, or for one who phones. It lies before the callback desk with a clock of its
    own, and ends with a callback, another round, a closing with its reason, or an answer."""

    VERB = "object"
    POSTS = frozenset({"collector", "operator", "caller", "duty_leader"})
    OWN = True
    IN = TOLD
    NOT_NOW = no.NothingTold
    BARS = {"objection": no.ObjectedAlready, "public_interest": no.WithdrawnAlready}
    WHILE = frozenset({"merged"})

    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: raised."""
        check_window(appeal, context)
        deadlines = ruling(appeal, context)
        limit = deadlines.limit("objection", deadlines.rules.windows.objection)
        reason = texts.required("reason", self.reason)
        return [ObjectionRaised(reason=reason, round=appeal.round, limits=(limit,))]
