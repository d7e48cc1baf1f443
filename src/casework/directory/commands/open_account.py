"""开户: open an account under one or more posts."""

from collections.abc import Sequence

import msgspec

from casework.directory import refusals as no
from casework.directory.commands.register import admin
from casework.directory.entry_rules import CODE
from casework.directory.events import AccountOpened
from casework.directory.words import POSTS, POSTS_OF_UNITS
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
    area: str | None = None

    def authorise(self, caller: Caller) -> str:
        """Accounts are the admin's."""
        return admin(caller)

    def decide(self, scene: Scene) -> Sequence[Decided]:
        """Opened, once; a name that was closed is not given to somebody else."""
        if not CODE.fullmatch(self.name):
            raise no.BadCode(entry=self.name)
        if scene.directory.latest(f"account/{self.name}"):
            raise no.AccountExists(name=self.name)
        self._check_posts()
        self._check_places(scene)
        fact = AccountOpened(
            posts=self.posts,
            token_sha256=self.token_sha256,
            unit=self.unit,
            display_name=self.display_name,
            area=self.area,
        )
        return [Decided(stream=f"account/{self.name}", fact=fact)]

    def _check_posts(self) -> None:
        known = ", ".join(POSTS)
        if not self.posts:
            raise no.PostsMissing(posts=known)
        for post in self.posts:
            if post not in POSTS:
                raise no.UnknownPost(post=post, posts=known)

    def _check_places(self, scene: Scene) -> None:
        directory, at = scene.directory, scene.at
        unit_known = self.unit is not None and directory.unit(self.unit, at) is not None
        if (POSTS_OF_UNITS.intersection(self.posts) or self.unit) and not unit_known:
            raise no.UnitMissing(unit=self.unit or "(none)")
        area_known = self.area is not None and directory.area(self.area, at) is not None
        if ("grid_worker" in self.posts or self.area) and not area_known:
            raise no.AreaMissing(area=self.area or "(none)")
