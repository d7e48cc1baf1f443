"""一件一卡: what a page about one appeal shows beside its row, so that it asks only once.

What was raised, what is answered in the present round, who helps and how far, the last contact. It
is folded from the facts as it is asked; what of it is read is decided by the caller's rights.
"""

from collections.abc import Iterable
from typing import Any

from api.visibility import masking
from api.visibility.withholding import WITHHELD
from casework.appeal import events as e
from casework.appeal.access import Rights
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import find
from casework.facts import Recorded

_OF_RESULT = ("outcome", "facts_true", "public_reply", "unsolved_reason", "plan")
_PUBLIC = ("public_reply", "plan", "outcome")
_OF_CONTACT = ("unit", "channel", "connected", "visited", "met")


def card(
    facts: list[Recorded], appeal: Appeal, keys: masking.Keys, rights: Rights
) -> dict[str, Any]:
    """Return what was raised and answered; to a resident, public words alone."""
    own = masking.revealed(facts, keys, ("content", "complained_against"))
    result = _result(facts, appeal.round)
    if rights.public:
        answered = {f: result[f] for f in _PUBLIC} if result and _is_told(facts, appeal) else None
        return {"content": own["content"], "result": answered}
    words = own
    if not rights.words:
        words = {f: WITHHELD if text else None for f, text in own.items()}
        texts = dict.fromkeys(("public_reply", "plan"), WITHHELD)
        result = {**result, **texts} if result else None
    return {
        **words,
        "result": result,
        "co_orders": [_co_order(order, appeal) for order in appeal.orders if not order.lead],
        "last_contact": _last_contact(facts),
    }


def _result(facts: Iterable[Recorded], round_: int) -> dict[str, Any] | None:
    """Return the result of the present round as it was last corrected; none of an earlier one
    (B20)."""
    found: dict[str, Any] | None = None
    for recorded in facts:
        match recorded.fact:
            case e.AppealHandled() as fact if fact.round == round_:
                found = {**_said(fact, _OF_RESULT), "unit": fact.unit}
                found["at"] = recorded.envelope.happened_at
            case e.RecordCorrected(record="result") as fact if fact.round == round_ and found:
                found = found if fact.superseded else {**found, **_said(fact, _OF_RESULT)}
            case e.HandlingSentBack() | e.AppealReopened() | e.ReworkOrdered():
                found = None
    return found


def _is_told(facts: Iterable[Recorded], appeal: Appeal) -> bool:
    """Return whether the claimant was told in the present round: before that it is no answer
    yet."""
    told = False
    for recorded in facts:
        match recorded.fact:
            case e.AppealFedBack() | e.ResultShared():
                told = True
            case e.HandlingSentBack() | e.AppealReopened() | e.ReworkOrdered():
                told = False
    return told


def _co_order(order: Any, appeal: Appeal) -> dict[str, Any]:
    clock = find(appeal.clocks, "co_handling", order.unit)
    return {
        "unit": order.unit,
        "unit_name": order.unit_name,
        "state": order.state,
        "mandatory": order.mandatory,
        "due": clock.due if clock else None,
    }


def _last_contact(facts: Iterable[Recorded]) -> dict[str, Any] | None:
    """Return the newest attempt to reach the claimant, whether it connected or not."""
    contacts = [r for r in facts if isinstance(r.fact, e.ContactRecorded)]
    if not contacts:
        return None
    last = contacts[-1]
    return {"at": last.envelope.happened_at, **_said(last.fact, _OF_CONTACT)}


def _said(fact: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(fact, field) for field in fields}
