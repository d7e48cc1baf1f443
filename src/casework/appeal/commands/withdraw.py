"""撤单: the claimant takes the appeal back; possible as long as it is open."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.closing import closed
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealWithdrawn
from casework.appeal.words import OPEN, SAFETY
from casework.facts import Fact
from casework.scene import Scene


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
    verified_by: str | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Withdrawn, and closed by it unless it is about safety."""
        reason = texts.required("reason", self.reason)
        verified = texts.optional("verified_by", self.verified_by, 200)
        continues = appeal.sensitive in SAFETY
        withdrawn = AppealWithdrawn(reason=reason, verified_by=verified, continues=continues)
        if continues:
            return [withdrawn]
        return [withdrawn, closed(appeal, scene, "withdrawn", "诉求人撤单")]
