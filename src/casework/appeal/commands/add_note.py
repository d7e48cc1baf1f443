"""备注: write something down beside the case; nothing else changes, no clock moves."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import EITHER, HANDED, AppealCommand
from casework.appeal.events import NoteAdded
from casework.appeal.words import ANY, Status, Visibility
from casework.context import DecisionContext
from casework.facts import Fact


class AddNote(AppealCommand, frozen=True, kw_only=True):
    """A note stays, also after closing; not after archiving."""

    VERB = "add-note"
    POSTS = frozenset({"collector", "operator", "caller", "duty_leader", "supervisor"})
    UNITS = EITHER | HANDED
    GRID = True
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})

    text: str
    visibility: Visibility = "internal"

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: noted."""
        check = texts.public if self.visibility == "public" else texts.required
        return [NoteAdded(text=check("text", self.text), visibility=self.visibility)]
