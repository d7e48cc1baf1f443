"""请补充信息: ask the claimant for what is missing; only the dispatch clock waits for it."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clock_moves import waiting
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import InfoRequested
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.facts import Fact


class RequestMoreInfo(AppealCommand, frozen=True, kw_only=True):
    """What is not answered in time, before dispatch, is closed as unclear (DOMAIN 11.12)."""

    VERB = "request-info"
    POSTS = frozenset({"collector", "operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED, Status.HANDLING})
    NOT_NOW = no.NotInThisState

    questions: str

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: asked, until the end of the window for answers."""
        deadlines = ruling(appeal, context)
        window = deadlines.limit("info", deadlines.rules.windows.info)
        return [
            InfoRequested(
                questions=texts.required("questions", self.questions),
                limits=(window,),
                halts=appeal.status == Status.COLLECTED,
                moves=waiting(appeal, window, context),
            )
        ]
