"""What does a step ask for? The command of its verb, and who sends it."""

from collections.abc import Callable, Mapping
from typing import Any

from api.demo.model import DemoCity, DemoStep
from casework.appeal import commands as c
from casework.callers import STANDING_ORDERS, TIMEKEEPER
from casework.facts import Caller

VERBS: Mapping[str, type[c.AppealCommand]] = {v.VERB: v for v in (*c.VERBS, *c.SYSTEM_VERBS)}
LOOKS_AT_ANOTHER = frozenset({"merge", "share-result", "close-merged"})


def callers(city: DemoCity) -> dict[str, Caller]:
    """Return who sends, by account; the clock and the standing orders work without one."""
    people = [Caller(a.name, frozenset(a.posts), a.unit, a.area) for a in city.accounts]
    return {caller.user: caller for caller in (*people, TIMEKEEPER, STANDING_ORDERS)}


def command_of(step: DemoStep, number_of: Callable[[int], str]) -> c.AppealCommand:
    """Return the command; `number_of` gives the number of an appeal collected before."""
    fields: dict[str, Any] = dict(step.fields)
    if step.verb == "collect":
        return _collection(fields)
    if "parent" in fields:
        fields["parent_no"] = number_of(fields.pop("parent"))
    if helping := fields.get("co_handlers"):
        fields["co_handlers"] = tuple(c.CoHandler(**helper) for helper in helping)
    if step.verb == "approve":
        fields["verb"] = fields.pop("of")  # a step's own verb is to approve
    for several in ("units", "units_heard"):
        if several in fields:
            fields[several] = tuple(fields[several])
    if step.verb == "record-callback" and step.fields["connected"]:
        fields["contacted"] = fields["contacted"] == "yes"
    return VERBS[step.verb](appeal_no=number_of(step.appeal), **fields)


def _collection(fields: dict[str, Any]) -> c.CollectAppeal:
    claimant, location = fields.pop("claimant"), fields.pop("location")
    return c.CollectAppeal(
        **fields,
        claimant=c.Claimant(**claimant) if claimant else None,
        location=c.Location(**location),
    )
