"""转出: hand the matter to another line or body; an emergency goes at once."""

from collections.abc import Sequence

from msgspec.structs import replace

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.closing import closed
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealTransferredOut, DecisionEndorsed
from casework.appeal.fields import Text
from casework.appeal.words import EMERGENCY_LINES, Status, TransferTo
from casework.context import DecisionContext
from casework.facts import Fact


class TransferOut(AppealCommand, frozen=True, kw_only=True):
    """To an emergency line at once; to any other body the duty leader signs, after whoever asks."""

    VERB = "transfer-out"
    POSTS = frozenset({"collector", "operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED})
    NOT_NOW = no.NotAwaitingDispatch

    to: TransferTo
    reason: str
    reference: Text | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: transferred, and closed here by it; or laid before the duty leader."""
        reason = texts.public("reason", self.reason)
        reference = texts.optional("reference", self.reference, 200)
        leads = "duty_leader" in context.caller.posts
        if self.to not in EMERGENCY_LINES and not leads:
            return [self._first(appeal, reason, context)]
        approved = context.caller.user if leads and self.to not in EMERGENCY_LINES else None
        return [
            AppealTransferredOut(to=self.to, reason=reason, reference=reference),
            replace(closed(appeal, context, "transferred_out", reason), approved_by=approved),
        ]

    def _first(self, appeal: Appeal, reason: str, context: DecisionContext) -> Fact:
        """Return the request: the duty leader sends the same, or another, and signs by it."""
        if first := appeal.endorsed.get("transfer_out"):
            raise no.SecondPersonNeeded(user=first, what="transfer-out")
        return DecisionEndorsed(matter="transfer_out", reason=reason)
