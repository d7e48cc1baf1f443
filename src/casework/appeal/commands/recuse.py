"""回避: whoever has an interest in the matter leaves it to others (DOMAIN 10)."""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import EITHER, AppealCommand
from casework.appeal.events import RecusalRecorded
from casework.appeal.fields import Text
from casework.appeal.words import ANY, Status
from casework.context import DecisionContext
from casework.facts import Fact

LEADERS = frozenset({"duty_leader", "supervisor"})


class RecordRecusal(AppealCommand, frozen=True, kw_only=True):
    """For oneself; for somebody else by a duty leader or a supervisor. It is not taken back."""

    VERB = "recuse"
    POSTS = frozenset({"collector", "operator", "duty_leader", "caller", "supervisor"})
    UNITS = EITHER
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})

    reason: str
    person: Text | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: recorded; from then on every verb of that person is refused here."""
        person, caller = self.person or context.caller.user, context.caller
        if person != caller.user:
            if not LEADERS & caller.posts:
                raise no.OnlyForOneself(user=caller.user)
            if context.directory.account(person) is None:
                raise no.UnknownPerson(person=person)
        return [RecusalRecorded(person=person, reason=texts.public("reason", self.reason))]
