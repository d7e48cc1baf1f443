"""办理进展: a step within the handling, for the centre or for the claimant to see."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import EITHER, HANDED, AppealCommand
from casework.appeal.events import ProgressRecorded
from casework.appeal.words import Status, Visibility
from casework.context import DecisionContext
from casework.facts import Fact


class RecordProgress(AppealCommand, frozen=True, kw_only=True):
    """No clock moves."""

    VERB = "record-progress"
    UNITS = EITHER | HANDED
    IN = frozenset({Status.HANDLING, Status.RETURN_PENDING})
    NOT_NOW = no.NotBeingHandled

    text: str
    visibility: Visibility = "internal"

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: recorded."""
        check = texts.public if self.visibility == "public" else texts.required
        unit = self.acting_unit(appeal, context)
        text = check("text", self.text)
        return [ProgressRecorded(text=text, unit=unit, visibility=self.visibility)]
