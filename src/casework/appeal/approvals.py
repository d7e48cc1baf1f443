"""审批: what takes more than one person, each of whom signs under an account of their own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal, key_of
from casework.appeal.events import ApprovalRequested, DecisionEndorsed
from casework.facts import Caller, Decided, Fact
from casework.scene import Scene

if TYPE_CHECKING:
    from casework.appeal.commands.command import AppealCommand


def head_of(scene: Scene) -> str | None:
    """Return whose word as a unit's head stands behind it: who approves, or the caller's own."""
    if scene.approved_by is not None:
        return scene.approved_by
    return scene.caller.user if "unit_head" in scene.caller.posts else None


def awaits_head(command: "AppealCommand", scene: Scene, role: str) -> bool:
    """Return whether what a clerk asks for goes to the head first; a head's own needs nobody."""
    of_unit = role == "department" and "unit_head" not in scene.caller.posts
    return of_unit and command.takes_head(scene)


def to_head(
    command: "AppealCommand", facts: Sequence[Fact | Decided], appeal: Appeal, scene: Scene
) -> ApprovalRequested:
    """Return what was asked for, laid before the head: as a command, not as its facts."""
    unit = _unit_of(facts)
    if key_of(command.VERB, unit) in appeal.awaiting:
        raise no.ApprovalPending(verb=command.VERB, unit=unit, appeal_no=appeal.appeal_no)
    measures = getattr(command, "measures", None)
    bare = command if measures is None else replace(command, measures="")
    return ApprovalRequested(
        unit=unit,
        verb=command.VERB,
        request=msgspec.json.encode(bare).decode(),
        reason=command.reason_to_head(),
        measures=measures,
    )


def _unit_of(facts: Sequence[Fact | Decided]) -> str:
    """Return the unit that asks: each of these facts names it."""
    fact = next(f.fact if isinstance(f, Decided) else f for f in reversed(facts))
    unit: str = getattr(fact, "unit", None) or fact.by_unit  # type: ignore[attr-defined]
    return unit


def clerk_of(user: str, unit: str) -> Caller:
    """Return the clerk who asked, as the rule sees whoever sends a command."""
    return Caller(user, frozenset({"department"}), unit)


def endorse(
    appeal: Appeal, matter: str, reason: str, scene: Scene, *, begins: str = "duty_leader"
) -> DecisionEndorsed | None:
    """Return the first signature under a decision by two; None where this caller is the second.

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
