"""提起争议裁定: the centre has it decided for good whose duty this is."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deciding_time import taken_too_long
from casework.appeal.events import ArbitrationOpened, ReturnAccepted
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class OpenArbitration(AppealCommand, frozen=True, kw_only=True):
    """While it is disputed the claimant's clock runs on, in the centre's hands."""

    VERB = "open-arbitration"
    POSTS = frozenset({"operator", "duty_leader"})
    IN = frozenset({Status.RETURN_PENDING, Status.HANDLING})
    NOT_NOW = no.NotInThisState
    BARS = {"designated": no.Designated}

    reason: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: opened, with the units that have returned it and the one that has it,
        whose return that waits is accepted by it."""
        held = (*appeal.disowned, *((appeal.lead_unit,) if appeal.lead_unit else ()))
        reason = texts.required("reason", self.reason)
        opened = ArbitrationOpened(reason=reason, units=tuple(dict.fromkeys(held)))
        if appeal.status != Status.RETURN_PENDING:
            return [opened]
        unit = appeal.lead_unit or ""
        moves = taken_too_long(appeal, f"return/{unit}", context)
        return [ReturnAccepted(unit=unit, reason=reason, moves=moves), opened]
