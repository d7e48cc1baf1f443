"""签收: the unit confirms that it has taken the order. Of many who try at once, one does."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import OrderAcknowledged
from casework.appeal.words import Status
from casework.facts import Fact
from casework.scene import Scene


class AcknowledgeOrder(AppealCommand, frozen=True, kw_only=True):
    """Only the unit addressed; the handling clock has been running since dispatch."""

    VERB = "acknowledge"
    BY_UNIT = True
    IN = frozenset({Status.DISPATCHED})
    NOT_NOW = no.NotAwaitingAcknowledgement

    def check_state(self, appeal: Appeal) -> None:
        """Whoever comes second is told who came first."""
        if appeal.status == Status.HANDLING and appeal.acknowledged_by:
            raise no.AlreadyAcknowledged(appeal_no=self.appeal_no, by=appeal.acknowledged_by)
        super().check_state(appeal)

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Acknowledged, late where the limit for it had passed."""
        late = appeal.acknowledge_by is not None and scene.at > appeal.acknowledge_by
        return [OrderAcknowledged(unit=appeal.lead_unit or "", late=late)]
