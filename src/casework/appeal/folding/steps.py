"""What many facts do to an appeal alike."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal, Order
from casework.appeal.words import OF_UNIT, Status
from casework.facts import Recorded

After = Callable[[Appeal, Any, Recorded], Appeal]


# What pins the rule that counts every later clock: a new order, a new cycle, and before them
# what the intake says.
PINS = (
    e.AppealCollected,
    e.IntakeAmended,
    e.AppealUnmerged,
    e.AppealDispatched,
    e.AppealReopened,
)


def pin(fact: Any) -> str | None:
    """Return the tag of the rule that a fact's limits were counted by; None where it has none."""
    tags = (limit.rule for limit in fact.limits)
    return next((tag for tag in tags if "@" in tag), None)


def marked(appeal: Appeal, *on: str, off: tuple[str, ...] = ()) -> Appeal:
    """Return it with marks put on, and taken off."""
    marks = appeal.marks.union(on).difference(off)
    return appeal if marks == appeal.marks else replace(appeal, marks=marks)


def settled(appeal: Appeal, *matters: str) -> Appeal:
    """Return it with these requests decided or moot: they lie before nobody any more."""
    off = tuple(f"{matter}_requested" for matter in matters)
    if not appeal.requests and not appeal.endorsed:
        return marked(appeal, off=off)
    requests = {k: v for k, v in appeal.requests.items() if k not in matters}
    endorsed = {k: v for k, v in appeal.endorsed.items() if k.partition("/")[0] not in matters}
    settled = replace(appeal, requests=requests, endorsed=endorsed)
    return marked(settled, off=off)


def matter_of(matter: str, fact: Any) -> str:
    """Return the request's name: a co-handler's is "extension/U-GA", the lead's "extension"."""
    return f"{matter}/{fact.unit}" if getattr(fact, "helper", False) else matter


def asked(matter: str) -> After:
    """Return what lays a request before the centre until it is decided."""

    def asked(appeal: Appeal, fact: Any, _: Recorded) -> Appeal:
        name = matter_of(matter, fact)
        requests = {**appeal.requests, name: fact}
        return marked(replace(appeal, requests=requests), f"{name}_requested")

    return asked


def decided(matter: str, *marks: str) -> After:
    """Return what decides a request, and leaves marks."""
    return lambda appeal, fact, _: marked(settled(appeal, matter_of(matter, fact)), *marks)


def with_order(appeal: Appeal, order: Order) -> Appeal:
    """Return it with one order as it is now."""
    return replace(
        appeal, orders=tuple(order if o.unit == order.unit else o for o in appeal.orders)
    )


def co_orders(appeal: Appeal, added: Iterable[e.CoOrder]) -> tuple[Order, ...]:
    """Return the co-orders still there, and those that come to them."""
    new = tuple(Order(o.unit, o.unit_name, lead=False, mandatory=o.mandatory) for o in added)
    there = tuple(o for o in appeal.orders if not o.lead and o.unit not in {n.unit for n in new})
    return (*there, *new)


def to_pool(appeal: Appeal) -> Appeal:
    """Return it without a lead: back among what is to be dispatched, its history kept."""
    orders = tuple(o for o in appeal.orders if not o.lead)
    moved = replace(
        appeal, status=Status.COLLECTED, lead_unit=None, acknowledged_by=None, orders=orders
    )
    return settled(moved, *OF_UNIT)
