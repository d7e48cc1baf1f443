"""评价: the claimant's own judgement of a result, within the window after it was told."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.record_callback import MOST_STARS
from casework.appeal.deadlines import ruling
from casework.appeal.events import EvaluationGiven
from casework.appeal.fields import Stars
from casework.appeal.words import Satisfied, Status
from casework.context import DecisionContext
from casework.facts import Fact

TOLD = frozenset({Status.FED_BACK, Status.CALLED_BACK, Status.CLOSED})


class EvaluateResult(AppealCommand, frozen=True, kw_only=True):
    """Once for each result. The rates go by the centre's callback, not by this: whoever is asked is
    drawn by a rule there, and here whoever feels like it speaks (DOMAIN 7, `valid`)."""

    VERB = "evaluate"
    OWN = True
    IN = TOLD
    NOT_NOW = no.NothingTold
    BARS = {"evaluated": no.EvaluatedAlready, "public_interest": no.WithdrawnAlready}
    WHILE = frozenset({"merged"})

    satisfied: Satisfied
    stars: Stars | None = None
    opinion: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the fact: given."""
        check_window(appeal, context)
        if self.stars is not None and not 0 <= self.stars <= MOST_STARS:
            raise no.StarsOutOfRange(stars=self.stars, most=MOST_STARS)
        opinion = texts.optional("opinion", self.opinion)
        return [
            EvaluationGiven(
                satisfied=self.satisfied, stars=self.stars, opinion=opinion, round=appeal.round
            )
        ]


def check_window(appeal: Appeal, context: DecisionContext) -> None:
    """Raise where no result was told, or too long ago to be judged."""
    if appeal.fed_back_at is None:
        raise no.NothingTold(appeal_no=appeal.appeal_no)
    window = ruling(appeal, context).rules.windows.evaluate
    calendar = context.policies.calendar(window.calendar or "24x7")
    until = calendar.due(appeal.fed_back_at, window)
    if context.at > until:
        raise no.EvaluationWindowClosed(until=until.isoformat())
