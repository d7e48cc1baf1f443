"""销户: close an account; its token opens nothing any more."""

from collections.abc import Sequence

import msgspec

from casework.appeal import texts
from casework.context import DecisionContext
from casework.directory import refusals as no
from casework.directory.commands.change_account import other_admin
from casework.directory.events import AccountClosed
from casework.facts import Caller, NewFact


class CloseAccount(msgspec.Struct, frozen=True, kw_only=True):
    """What the account did stays under its name, which nobody gets again."""

    VERB = "close-account"

    name: str
    reason: str = ""

    def authorise(self, caller: Caller) -> str:
        """Return the post that accounts belong to, which is never used on the own account."""
        return other_admin(caller, self.name)

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it closed, where there is one open."""
        if context.directory.account(self.name) is None:
            raise no.UnknownAccount(name=self.name)
        return [
            NewFact(
                stream=f"account/{self.name}",
                fact=AccountClosed(reason=self.reason and texts.public("reason", self.reason)),
            )
        ]
