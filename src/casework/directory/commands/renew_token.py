"""换发令牌: a new token for an account; the one before opens nothing any more."""

from collections.abc import Sequence

import msgspec

from casework.appeal import texts
from casework.context import DecisionContext
from casework.directory import refusals as no
from casework.directory.commands.register import admin
from casework.directory.events import AccountTokenRenewed
from casework.facts import Caller, NewFact


class RenewToken(msgspec.Struct, frozen=True, kw_only=True):
    """The token stays with whoever renews it; only its SHA-256 comes here."""

    VERB = "renew-token"

    name: str
    token_sha256: str
    reason: str = ""

    def authorise(self, caller: Caller) -> str:
        """Return the post that accounts belong to."""
        return admin(caller)

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return the renewal of an account that is open."""
        if context.directory.account(self.name) is None:
            raise no.UnknownAccount(name=self.name)
        reason = self.reason and texts.public("reason", self.reason)
        fact = AccountTokenRenewed(token_sha256=self.token_sha256, reason=reason)
        return [NewFact(stream=f"account/{self.name}", fact=fact)]
