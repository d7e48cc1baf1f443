"""敏感标记: a threat, a fire, a group: other eyes look at it at once. `none` takes it back."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import SensitivityMarked
from casework.appeal.fields import Texts
from casework.appeal.words import ANY, SensitiveKind, Status
from casework.context import DecisionContext
from casework.facts import Fact


class MarkSensitive(AppealCommand, frozen=True, kw_only=True):
    """Dispatch goes on beside it. A threat is read by a restricted group from then on."""

    VERB = "mark-sensitive"
    POSTS = frozenset({"collector", "operator", "duty_leader", "standing_orders"})
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})

    kind: SensitiveKind
    reason: str
    alerted: Texts = ()

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: marked, with who was alerted."""
        alerted = tuple(texts.public("alerted", who, 100) for who in self.alerted)
        reason = texts.required("reason", self.reason)
        return [SensitivityMarked(kind=self.kind, reason=reason, alerted=alerted)]
