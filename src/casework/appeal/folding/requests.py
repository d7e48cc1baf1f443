"""Requests: what waits for a word, of the unit's head or of the centre, and what became moot."""

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal, Awaited, key_of
from casework.appeal.folding.orders import return_ended
from casework.appeal.folding.steps import After, settled
from casework.appeal.words import ENDED, Status
from casework.facts import Recorded, Sealed

# Until the result is in, a unit's head may be asked; to be left out of the rates, after that.
_BEFORE_RESULT = frozenset(Status) - {
    Status.HANDLED,
    Status.FED_BACK,
    Status.CALLED_BACK,
    Status.CLOSED,
    Status.ARCHIVED,
}
_AFTER_CALLBACK = frozenset({Status.CALLED_BACK, Status.CLOSED, Status.ARCHIVED})


def still_waiting(appeal: Appeal) -> Appeal:
    """Return it without what nobody can decide any more: the order or the case went on."""
    kept = {key: each for key, each in appeal.awaiting.items() if _may_follow(each, appeal)}
    if len(kept) != len(appeal.awaiting):
        appeal = replace(appeal, awaiting=kept)
    moot = [k for k, r in appeal.requests.items() if "/" in k and not _helps(appeal, r.unit)]
    return settled(appeal, *moot) if moot else appeal


def _helps(appeal: Appeal, unit: str) -> bool:
    order = appeal.order_of(unit)
    open_ = appeal.status not in ENDED and order is not None
    return open_ and order is not None and not order.lead and order.state != "reported"


def _may_follow(awaited: Awaited, appeal: Appeal) -> bool:
    states = _AFTER_CALLBACK if awaited.verb == "request-exclusion" else _BEFORE_RESULT
    return appeal.status in states and appeal.order_of(awaited.unit) is not None


def _awaited(appeal: Appeal, fact: e.ApprovalRequested, recorded: Recorded) -> Appeal:
    envelope = recorded.envelope
    measures = Sealed(fact.measures, recorded.version) if fact.measures is not None else None
    asked = Awaited(
        fact.unit, fact.verb, fact.request, envelope.actor, envelope.happened_at, measures
    )
    return replace(appeal, awaiting={**appeal.awaiting, key_of(fact.verb, fact.unit): asked})


def _answered(appeal: Appeal, verb: str, unit: str) -> Appeal:
    left = {k: a for k, a in appeal.awaiting.items() if k != key_of(verb, unit)}
    return replace(appeal, awaiting=left)


def _voided(appeal: Appeal, fact: e.RequestVoided, recorded: Recorded) -> Appeal:
    kind, _, verb = fact.matter.partition(":")
    if verb:
        return _answered(appeal, verb, fact.unit)
    if kind == "return":
        return return_ended(appeal, fact.unit)
    return settled(appeal, f"{kind}/{fact.unit}" if fact.helper else kind)


AFTER: dict[type, After] = {
    e.ApprovalRequested: _awaited,
    e.ApprovalGranted: lambda a, f, r: _answered(a, f.verb, f.unit),
    e.ApprovalDeclined: lambda a, f, r: _answered(a, f.verb, f.unit),
    e.RequestVoided: _voided,
}
