"""导入历史: a life that another system recorded enters as it happened, rules or not."""

from collections.abc import Sequence

import msgspec

from casework.appeal import refusals as no
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealCollected
from casework.context import DecisionContext
from casework.facts import Caller, NewFact


class ImportHistory(AppealCommand, frozen=True, kw_only=True):
    """Every fact carries its source and its own time; the whole history enters or none of it."""

    VERB = "import-history"
    POSTS = frozenset({"importer"})
    NOT_NOW = no.AlreadyThere

    history: tuple[NewFact, ...] = msgspec.field(default_factory=tuple)

    def idempotency_payload(self) -> object:
        """Return what happened and when; the row of the file it stood in does not matter."""
        return [(d.fact.TOPIC, d.fact, d.occurred_at) for d in self.history]

    def authorise_new(self, caller: Caller) -> str:
        """Return only the importing command line does this."""
        if not self.POSTS & caller.posts:
            raise no.PostRequired(verb=self.VERB, posts="importer")
        return "importer"

    def open(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return the facts as they came, if they are a history at all."""
        if not self.history or not isinstance(self.history[0].fact, AppealCollected):
            raise no.HistoryOutOfOrder(problem="its first fact is another")
        if any(isinstance(d.fact, AppealCollected) for d in self.history[1:]):
            raise no.HistoryOutOfOrder(problem="there is a second one")
        return self.history
