"""转交经办: at the change of a shift another dispatcher goes on with what one has dispatched."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import DispatcherChanged
from casework.appeal.standing import Standing
from casework.appeal.words import OPEN
from casework.context import DecisionContext
from casework.facts import Fact

DISPATCHERS = frozenset({"operator", "duty_leader"})


class TakeOver(AppealCommand, frozen=True, kw_only=True):
    """Taken over by the caller; or given to `to` by whoever has it, or by a duty leader.

    From then on it is the successor who decides what comes back (退单, 延期).
    """

    VERB = "take-over"
    POSTS = DISPATCHERS
    IN = OPEN
    NOT_NOW = no.AlreadyClosed
    WHILE = frozenset({"suspended"})

    to: str | None = None
    reason: str

    @classmethod
    def fits(cls, standing: Standing) -> bool:
        """Return whether somebody has dispatched it."""
        return standing.dispatched_by is not None and super().fits(standing)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the dispatcher changed."""
        before, successor = appeal.dispatched_by, self.to or context.caller.user
        if before is None:
            raise no.NotAwaitingDispatcher(appeal_no=self.appeal_no)
        if successor == before:
            raise no.SameDispatcher(user=successor, appeal_no=self.appeal_no)
        if successor != context.caller.user:
            self._check_given(successor, before, context)
        reason = texts.public("reason", self.reason)
        return [DispatcherChanged(before=before, to=successor, reason=reason)]

    def _check_given(self, successor: str, before: str, context: DecisionContext) -> None:
        """Raise where it is not the caller's to give, or the successor dispatches nothing."""
        if before != context.caller.user and "duty_leader" not in context.caller.posts:
            raise no.NotYourDispatch(appeal_no=self.appeal_no, by=before)
        account = context.directory.account(successor)
        if account is None or not DISPATCHERS & set(account.posts):
            raise no.NoDispatcher(user=successor)
