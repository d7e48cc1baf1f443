"""失效: every request gets an answer; one that the course of things overtakes gets it by a fact."""

from collections.abc import Iterable, Sequence
from functools import reduce

from casework.appeal.appeal import Appeal
from casework.appeal.deciding_time import going_on, taken_too_long
from casework.appeal.events import OrdersHandedOver, RequestVoided
from casework.appeal.folding import evolve
from casework.context import DecisionContext
from casework.facts import Actor, Envelope, Fact, NewFact, Recorded


def voided(
    verb: str, appeal: Appeal, facts: Iterable[Fact | NewFact], context: DecisionContext
) -> list[RequestVoided]:
    """Return an answer to each request that these facts would end without one.

    What a slow decision took beyond its limit is given back, though it is never made.
    """
    if not appeal.waiting:
        return []
    told = [f for f in facts if not isinstance(f, NewFact) or f.stream == appeal.appeal_no]
    states = [appeal]
    for fact in told:
        states.append(after(states[-1], [fact], context))
    left: list[RequestVoided] = []
    answered = appeal
    for before, fact, now in zip(states, told, states[1:], strict=False):
        bare = fact.fact if isinstance(fact, NewFact) else fact
        gone = before.waiting - now.waiting - _renamed(before, now, bare)
        for name in sorted(gone & appeal.waiting):
            if not _answers(bare, name):
                left.append(_void(name, verb, answered, context))
                answered = after(answered, left[-1:], context)
    return left


def after(appeal: Appeal, facts: Sequence[Fact | NewFact], context: DecisionContext) -> Appeal:
    """Return the appeal as it will be once these facts are stored."""
    return reduce(lambda state, fact: evolve(state, _imagined(state, fact, context)), facts, appeal)


def _imagined(appeal: Appeal, fact: Fact | NewFact, context: DecisionContext) -> Recorded:
    decided = fact if isinstance(fact, NewFact) else NewFact(appeal.appeal_no, fact)
    envelope = Envelope(
        recorded_at=context.at,
        actor=Actor(context.caller.user, ""),
        command_id="",
        occurred_at=decided.occurred_at or context.happened_at,
        source=decided.source,
    )
    return Recorded(appeal.appeal_no, appeal.version + 1, 0, decided.fact, envelope)


def _void(name: str, verb: str, appeal: Appeal, context: DecisionContext) -> RequestVoided:
    matter, _, unit = name.rpartition("/")
    order = appeal.order_of(unit)
    helper = order is not None and not order.lead
    moves = taken_too_long(appeal, name, context)
    if matter == "return":
        moves = (*moves, *going_on(appeal, unit, context))
    return RequestVoided(matter=matter, unit=unit, because=verb, helper=helper, moves=moves)


def _renamed(before: Appeal, now: Appeal, fact: Fact) -> frozenset[str]:
    """Return the requests by the name of the successor to which they go over."""
    if not isinstance(fact, OrdersHandedOver):
        return frozenset()
    old, new = f"/{fact.from_unit}", f"/{fact.to_unit}"
    return frozenset(
        name
        for name in before.waiting
        if name.endswith(old) and name.removesuffix(old) + new in now.waiting - before.waiting
    )


def _answers(fact: Fact, name: str) -> bool:
    """Return whether the fact itself is what was waited for."""
    matter, _, unit = name.rpartition("/")
    kind, _, verb = matter.partition(":")
    topic = type(fact).TOPIC
    if verb:
        return topic.startswith("approval.") and (fact.verb, fact.unit) == (verb, unit)  # type: ignore[attr-defined]
    decides = topic.startswith(f"{kind}.") or topic in _DECIDING.get(kind, ())
    return decides and getattr(fact, "unit", unit) == unit


_DECIDING = {"suspension": ("appeal.suspended",), "termination": ("handling.terminated",)}
