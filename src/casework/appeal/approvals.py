"""审批: what takes more than one person, each of whom signs under an account of their own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal, key_of
from casework.appeal.events import ApprovalRequested, DecisionEndorsed
from casework.context import DecisionContext
from casework.facts import Caller, Fact, NewFact

if TYPE_CHECKING:
    from casework.appeal.commands.command import AppealCommand


def head_of(context: DecisionContext) -> str | None:
    """Return whose word as a unit's head stands behind it: who approves, or the caller's own."""
    if context.approved_by is not None:
        return context.approved_by
    return context.caller.user if "unit_head" in context.caller.posts else None


def awaits_head(command: "AppealCommand", context: DecisionContext, role: str) -> bool:
    """Return whether what a clerk asks for goes to the head first; a head's own needs nobody."""
    of_unit = role == "department" and "unit_head" not in context.caller.posts
    return of_unit and command.takes_head(context)


def to_head(
    command: "AppealCommand",
    facts: Sequence[Fact | NewFact],
    appeal: Appeal,
    context: DecisionContext,
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


def _unit_of(facts: Sequence[Fact | NewFact]) -> str:
    """Return the unit that asks: each of these facts names it."""
    fact = next(f.fact if isinstance(f, NewFact) else f for f in reversed(facts))
    unit: str = getattr(fact, "unit", None) or fact.by_unit  # type: ignore[attr-defined]
    return unit


def clerk_of(user: str, unit: str) -> Caller:
    """Return the clerk who asked, as the rule sees whoever sends a command."""
    return Caller(user, frozenset({"department"}), unit)


def endorse(
    appeal: Appeal,
    matter: str,
    reason: str,
    context: DecisionContext,
    *,
    begins: str = "duty_leader",
) -> DecisionEndorsed | None:
    """Return the first signature under a decision by two; None where this caller is the second.

    `begins` is the post that signs first: the second may be of another one (DOMAIN 10).
    """
    first = appeal.endorsed.get(matter)
    if first is None:
        if begins not in context.caller.posts:
            raise no.OthersSignFirst(what=matter, post=begins)
        return DecisionEndorsed(matter=matter, reason=reason)
    if first == context.caller.user:
        raise no.SecondPersonNeeded(user=first, what=matter)
    return None
