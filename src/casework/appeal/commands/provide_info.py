"""补充信息: what the claimant answered."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import waited
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import InfoProvided
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class ProvideInfo(AppealCommand, frozen=True, kw_only=True):
    """By the resident, or by the centre for the resident; also while it is suspended for that."""

    VERB = "provide-info"
    POSTS = frozenset({"collector", "operator", "duty_leader", "caller"})
    OWN = True
    GRID = True
    IN = frozenset({Status.COLLECTED, Status.HANDLING})
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended"})
    NEEDS = {"info_requested": no.InfoNotRequested}

    answers: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: answered."""
        return [
            InfoProvided(
                answers=texts.required("answers", self.answers), moves=waited(appeal, context)
            )
        ]
