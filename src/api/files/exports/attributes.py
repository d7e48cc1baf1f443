"""What of a fact stands in a file of events, by name."""

from functools import cache
from typing import Any

from api.files.exports.histories import Step
from api.visibility.open_fields import open_fields
from casework.facts import Actor, Fact


def attributes_of(step: Step) -> dict[str, Any]:
    """Return the attributes of an event by name; what is absent is left out."""
    recorded, after = step.recorded, step.after
    found = {
        "recorded_at": recorded.envelope.recorded_at,
        "position": recorded.position,
        "version": recorded.version,
        "round": max(after.round, 1),
        "status": after.status,
        "deadline": after.deadline,
        "gloss": chinese_name(type(recorded.fact)),
        **{name: getattr(recorded.fact, name) for name in open_fields(type(recorded.fact))},
    }
    return {name: value for name, value in found.items() if value is not None}


@cache
def chinese_name(fact: type[Fact]) -> str:
    """Return what a fact is called in Chinese: its docstring up to the colon."""
    return (fact.__doc__ or "").partition(":")[0].strip()


def account_name(actor: Actor) -> str:
    """Return the account that did it; a resident's own is not named."""
    return "resident" if actor.role == "resident" else actor.user
