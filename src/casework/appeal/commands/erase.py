"""擦除个人信息: the key of a closed appeal is destroyed; history and figures stay whole."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.approvals import endorse
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import PersonalDataErased
from casework.appeal.words import ENDED
from casework.context import DecisionContext
from casework.facts import Fact


class ErasePersonalData(AppealCommand, frozen=True, kw_only=True):
    """A data officer first, another or a duty leader second (PIPL art. 47)."""

    VERB = "erase"
    POSTS = frozenset({"data_officer", "duty_leader"})
    IN = ENDED
    NOT_NOW = no.NotInThisState
    WHILE = frozenset({"merged"})

    ground: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the first signature, or the erasure; the store destroys the key with it."""
        ground = texts.public("ground", self.ground, 500)
        if first := endorse(appeal, "erasure", ground, context, begins="data_officer"):
            return [first]
        return [
            PersonalDataErased(
                ground=appeal.grounds["erasure"],
                endorsed_by=appeal.endorsed["erasure"],
                seconded=ground,
            )
        ]
