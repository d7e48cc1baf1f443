"""Taking in, in the rows: what the case is about, what it is put under."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.accountability.case import UNTOLD, Case
from projections.accountability.custody import take_away

_AMENDED = ("type", "urgency", "category", "category_name", "area", "place")


def _amended(case: Case, fact: e.IntakeAmended) -> None:
    given = {field: v for field in _AMENDED if (v := getattr(fact, field)) is not None}
    case.put_all(**given)


def _reclassified(case: Case, fact: e.AppealReclassified) -> None:
    case.put_all(category=fact.category, category_name=fact.category_name)


def _merged(case: Case, fact: e.AppealMerged) -> None:
    """Merge it: handled with its parent from now on, whoever had it has it no longer."""
    for order in case.open_orders():
        take_away(case, order, "merged", at=case.ends)
    case.put(case.centre, lead_unit=None, state="done", since=case.at)
    case.put_all(parent_no=fact.parent_no)


def _unmerged(case: Case, fact: e.AppealUnmerged) -> None:
    """Take it apart again: what was told of the parent is no answer to it."""
    _rejoined(case, fact)
    case.put_all(parent_no=None)


def _rejoined(case: Case, fact: Any) -> None:
    """Open again: a closing with its parent did not hold, nor what was told before it."""
    case.put(case.centre, state="waiting", since=case.at, **UNTOLD)
    case.put_all(answered_at=None, closed_at=None, closing_kind=None)


def _protected(case: Case, fact: e.ProtectionAmended) -> None:
    """Protect the claimant: who is accused has no part any more; whom nobody is to call is waited
    for no longer."""
    for unit in fact.ended:
        order = case.order(unit, "co")
        if order is not None and order.kept:
            take_away(case, order, "conflict")
    if any(limit.clock == "closing" for limit in fact.limits):
        nobody_to_call(case)


def _withdrawn(case: Case, fact: e.AppealWithdrawn) -> None:
    """Withdraw it; a matter of safety goes on without its claimant."""
    if fact.limits:
        nobody_to_call(case)


def nobody_to_call(case: Case) -> None:
    """Note that no callback is due any more."""
    for row in (case.centre, case.answers):
        case.put(case.row(row.order_no), callback_by=None)


CHANGES: dict[type, Callable[[Case, Any], None]] = {
    e.IntakeAmended: _amended,
    e.AppealReclassified: _reclassified,
    e.AppealMerged: _merged,
    e.AppealUnmerged: _unmerged,
    e.AppealRejoined: _rejoined,
    e.ParentChanged: lambda case, fact: case.put_all(parent_no=fact.parent_no),
    e.ProtectionAmended: _protected,
    e.AppealWithdrawn: _withdrawn,
    e.SensitivityMarked: lambda case, fact: case.put_all(sensitive=fact.kind),
}
