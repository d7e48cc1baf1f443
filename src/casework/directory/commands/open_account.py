"""开户: open an account under one or more posts."""

from collections.abc import Sequence

import msgspec

from casework.directory import refusals as no
from casework.directory.commands.register import CODE
from casework.directory.directory import POSTS
from casework.directory.events import AccountOpened
from casework.facts import Caller, Decided
from casework.scene import Scene


class OpenAccount(msgspec.Struct, frozen=True, kw_only=True):
    """The token stays with whoever opens the account; only its SHA-256 comes here."""

    VERB = "open-account"

    name: str
    posts: tuple[str, ...]
    token_sha256: str
    unit: str | None = None
    display_name: str = ""

    def authorise(self, caller: Caller) -> str:
        """Accounts are the admin's."""
        if "admin" not in caller.posts:
            raise no.NotForYou()
        return "admin"

    def decide(self, scene: Scene) -> Sequence[Decided]:
        """Opened, once."""
        if not CODE.fullmatch(self.name):
            raise no.BadCode(entry=self.name)
        if scene.directory.account(self.name):
            raise no.AccountExists(name=self.name)
        self._check_posts(scene)
        fact = AccountOpened(
            posts=self.posts,
            token_sha256=self.token_sha256,
            unit=self.unit,
            display_name=self.display_name,
        )
        return [Decided(stream=f"account/{self.name}", fact=fact)]

    def _check_posts(self, scene: Scene) -> None:
        known = ", ".join(POSTS)
        if not self.posts:
            raise no.PostsMissing(posts=known)
        for post in self.posts:
            if post not in POSTS:
                raise no.UnknownPost(post=post, posts=known)
        unit_known = self.unit is not None and scene.directory.unit(self.unit) is not None
        if ("department" in self.posts or self.unit) and not unit_known:
            raise no.UnitMissing(unit=self.unit or "(none)")
