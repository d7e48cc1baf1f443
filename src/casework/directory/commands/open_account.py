"""开户: open an account under one or more posts."""

from collections.abc import Sequence
from itertools import combinations

import msgspec

from casework.context import DecisionContext
from casework.directory import refusals as no
from casework.directory.commands.register import admin
from casework.directory.entry_rules import CODE
from casework.directory.events import AccountOpened
from casework.directory.words import APART, POSTS, POSTS_OF_UNITS
from casework.facts import Caller, NewFact


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
        """Return the post: accounts are the admin's."""
        return admin(caller)

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it opened, once; a name that was closed is not given to somebody else."""
        if not CODE.fullmatch(self.name):
            raise no.BadCode(entry=self.name)
        if context.directory.latest(f"account/{self.name}"):
            raise no.AccountExists(name=self.name)
        check_posts(self.posts)
        check_places(self.posts, self.unit, self.area, context)
        fact = AccountOpened(
            posts=self.posts,
            token_sha256=self.token_sha256,
            unit=self.unit,
            display_name=self.display_name,
            area=self.area,
        )
        return [NewFact(stream=f"account/{self.name}", fact=fact)]


def check_posts(posts: Sequence[str]) -> None:
    """Raise a refusal where there is no post, an unknown one, or two that are kept apart."""
    known = ", ".join(POSTS)
    if not posts:
        raise no.PostsMissing(posts=known)
    for post in posts:
        if post not in POSTS:
            raise no.UnknownPost(post=post, posts=known)
    for one, other in combinations(sorted(set(posts)), 2):
        if (one, other) in APART:
            raise no.DutiesApart(one=one, other=other)


def check_places(
    posts: Sequence[str], unit: str | None, area: str | None, context: DecisionContext
) -> None:
    """Raise a refusal where the unit or the area of a post is missing, or does not exist."""
    directory, at = context.directory, context.at
    unit_known = unit is not None and directory.unit(unit, at) is not None
    if (POSTS_OF_UNITS.intersection(posts) or unit) and not unit_known:
        raise no.UnitMissing(unit=unit or "(none)")
    area_known = area is not None and directory.area(area, at) is not None
    if ("grid_worker" in posts or area) and not area_known:
        raise no.AreaMissing(area=area or "(none)")
