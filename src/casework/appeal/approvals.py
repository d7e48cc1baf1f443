"""审批: what takes more than one person, and who the other may be."""

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.events import DecisionEndorsed
from casework.scene import Scene


def of_unit_head(approved_by: str | None, unit: str, scene: Scene, what: str) -> str:
    """Who of the unit's heads approves: the caller, or the account named. Refused where none."""
    if "unit_head" in scene.caller.posts:
        return scene.caller.user
    account = scene.directory.account(approved_by) if approved_by else None
    heads = account.caller.unit if account and "unit_head" in account.posts else None
    if account and heads and unit in scene.directory.subtree(heads, scene.at):
        return account.name
    raise no.ApprovalMissing(what=what, who=f"an account with the post unit_head of {unit}")


def of_second(approved_by: str | None, posts: frozenset[str], scene: Scene, what: str) -> str:
    """The other person of a decision by two, named by the caller. Refused where there is none."""
    account = scene.directory.account(approved_by) if approved_by else None
    if account and account.name != scene.caller.user and posts & set(account.posts):
        return account.name
    raise no.ApprovalMissing(
        what=what, who=f"another person of the posts {', '.join(sorted(posts))}"
    )


def endorse(
    appeal: Appeal, matter: str, reason: str, scene: Scene, *, begins: str = "duty_leader"
) -> DecisionEndorsed | None:
    """The first signature under a decision by two; None where this caller is the second.

    `begins` is the post that signs first: the second may be of another one (DOMAIN 10).
    """
    first = appeal.endorsed.get(matter)
    if first is None:
        if begins not in scene.caller.posts:
            raise no.OthersSignFirst(what=matter, post=begins)
        return DecisionEndorsed(matter=matter, reason=reason)
    if first == scene.caller.user:
        raise no.SecondPersonNeeded(user=first, what=matter)
    return None
