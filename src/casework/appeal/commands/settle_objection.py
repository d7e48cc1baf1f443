"""异议处理: the centre answers an objection that leads to nothing further, and says why."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import going
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.evaluate import TOLD
from casework.appeal.events import ObjectionSettled
from casework.context import DecisionContext
from casework.facts import Fact


class SettleObjection(AppealCommand, frozen=True, kw_only=True):
    """The claimant reads the answer. What is to be done again is reworked or reopened instead."""

    VERB = "settle-objection"
    POSTS = frozenset({"caller", "duty_leader"})
    IN = TOLD
    NOT_NOW = no.NoObjection
    NEEDS = {"objection": no.NoObjection}
    WHILE = frozenset({"merged"})

    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: settled; never by who handled it."""
        if context.caller.user in appeal.handlers:
            raise no.SameHands(user=context.caller.user)
        clock = going(appeal.clocks, "objection")
        late = clock is not None and clock.is_late(context.happened_at)
        return [ObjectionSettled(reason=texts.public("reason", self.reason), late=late)]
