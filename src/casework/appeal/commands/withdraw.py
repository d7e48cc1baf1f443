"""撤单: the claimant takes the appeal back; possible as long as it is open."""

from collections.abc import Iterator, Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.closing import closed, nobody_left_to_call
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealWithdrawn, ChildDetached
from casework.appeal.fields import Text
from casework.appeal.words import OPEN, SAFETY, Status
from casework.context import DecisionContext
from casework.facts import Fact, NewFact


class WithdrawAppeal(AppealCommand, frozen=True, kw_only=True):
    """Recorded by the centre for the claimant; what was done until then is kept.

    A matter of safety goes on in the public interest, without its claimant (DOMAIN 11.1).
    """

    VERB = "withdraw"
    POSTS = frozenset({"collector", "operator", "caller", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    BARS = {"public_interest": no.WithdrawnAlready}
    WHILE = frozenset({"suspended", "merged"})

    reason: str
    verified_by: Text | None = None

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return what it was merged into."""
        return (appeal.parent_no,) if appeal and appeal.parent_no else ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact | NewFact]:
        """Return the facts: withdrawn, and closed by it unless it is about safety; nothing hangs on
        it any more."""
        continues = appeal.sensitive in SAFETY
        withdrawn = AppealWithdrawn(
            reason=texts.required("reason", self.reason),
            verified_by=texts.optional("verified_by", self.verified_by, 200),
            continues=continues,
            limits=nobody_left_to_call(appeal, context) if continues else (),
        )
        if continues:
            return [withdrawn]
        ended = closed(appeal, context, "withdrawn", "诉求人撤单")
        return [withdrawn, ended, *self._detached(appeal, context)]

    def _detached(self, appeal: Appeal, context: DecisionContext) -> Iterator[NewFact]:
        parent = context.others.get(appeal.parent_no or "")
        if parent and parent.status != Status.ARCHIVED and self.appeal_no in parent.children:
            said = ChildDetached(child_no=self.appeal_no, reason="诉求人撤单")
            yield NewFact(parent.appeal_no, said)
