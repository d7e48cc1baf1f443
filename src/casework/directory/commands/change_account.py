"""账号变更: other posts, another unit or area for an account that is open."""

from collections.abc import Sequence

import msgspec

from casework.appeal import texts
from casework.context import DecisionContext
from casework.directory import refusals as no
from casework.directory.commands.open_account import check_places, check_posts
from casework.directory.commands.register import admin
from casework.directory.events import AccountChanged
from casework.facts import Caller, NewFact


class ChangeAccount(msgspec.Struct, frozen=True, kw_only=True):
    """Posts, unit and area hold as they are named here, whole; its name and token stay."""

    VERB = "change-account"

    name: str
    posts: tuple[str, ...]
    unit: str | None = None
    area: str | None = None
    display_name: str | None = None
    reason: str = ""

    def authorise(self, caller: Caller) -> str:
        """Return the post that accounts belong to, which is never used on the own account."""
        return other_admin(caller, self.name)

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return the change, where it changes anything."""
        account = context.directory.account(self.name)
        if account is None:
            raise no.UnknownAccount(name=self.name)
        check_posts(self.posts)
        check_places(self.posts, self.unit, self.area, context)
        before = (account.posts, account.caller.unit, account.caller.area, account.display_name)
        shown = account.display_name if self.display_name is None else self.display_name
        if before == (self.posts, self.unit, self.area, shown):
            return []
        fact = AccountChanged(
            posts=self.posts,
            unit=self.unit,
            area=self.area,
            display_name=shown,
            reason=self.reason and texts.public("reason", self.reason),
        )
        return [NewFact(stream=f"account/{self.name}", fact=fact)]


def other_admin(caller: Caller, name: str) -> str:
    """Return the post of an admin. Raise `OwnAccount` for one who would change the own account."""
    post = admin(caller)
    if caller.user == name:
        raise no.OwnAccount(name=name)
    return post
