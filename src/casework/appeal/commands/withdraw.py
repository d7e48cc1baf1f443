"""撤单: the claimant takes the appeal back; possible as long as it is open."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealClosed, AppealWithdrawn
from casework.appeal.words import OPEN
from casework.facts import Fact
from casework.scene import Scene


class WithdrawAppeal(AppealCommand, frozen=True, kw_only=True):
    """Recorded by the centre for the claimant; what was done until then is kept."""

    VERB = "withdraw"
    POSTS = frozenset({"collector", "operator", "caller", "duty_leader"})
    IN = OPEN
    NOT_NOW = no.AlreadyClosed

    reason: str

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Withdrawn, and closed by it."""
        reason = texts.required("reason", self.reason)
        late = appeal.late or (appeal.handled_by is None and appeal.is_overdue(scene.at))
        closed = AppealClosed(kind="withdrawn", reason="诉求人撤单", late=late)
        return [AppealWithdrawn(reason=reason), closed]
