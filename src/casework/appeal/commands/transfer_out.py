"""转出: hand the matter to another line or body; an emergency goes at once."""

from collections.abc import Sequence

from msgspec.structs import replace

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import of_second
from casework.appeal.closing import closed
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealTransferredOut
from casework.appeal.words import EMERGENCY_LINES, Status, TransferTo
from casework.facts import Fact
from casework.scene import Scene

LEADER = frozenset({"duty_leader"})


class TransferOut(AppealCommand, frozen=True, kw_only=True):
    """To an emergency line without asking; to any other body with the duty leader's approval."""

    VERB = "transfer-out"
    POSTS = frozenset({"collector", "operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED})
    NOT_NOW = no.NotAwaitingDispatch

    to: TransferTo
    reason: str
    reference: str | None = None
    approved_by: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Transferred, and closed here by it."""
        approved = self._approved(scene)
        reason = texts.public("reason", self.reason)
        reference = texts.optional("reference", self.reference, 200)
        return [
            AppealTransferredOut(to=self.to, reason=reason, reference=reference),
            replace(closed(appeal, scene, "transferred_out", reason), approved_by=approved),
        ]

    def _approved(self, scene: Scene) -> str | None:
        if self.to in EMERGENCY_LINES:
            return None
        if "duty_leader" in scene.caller.posts:
            return scene.caller.user
        return of_second(self.approved_by, LEADER, scene, "Transferring out (转出)")
