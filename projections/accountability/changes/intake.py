"""Taking in, in the rows: what the case is about, what it is put under."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.accountability.case import UNTOLD, Case

_AMENDED = ("type", "urgency", "category", "category_name", "area", "place")


def _amended(case: Case, fact: e.IntakeAmended) -> None:
    given = {field: v for field in _AMENDED if (v := getattr(fact, field)) is not None}
    case.put_all(**given)


def _reclassified(case: Case, fact: e.AppealReclassified) -> None:
    case.put_all(category=fact.category, category_name=fact.category_name)


def _merged(case: Case, fact: e.AppealMerged) -> None:
    """Handled with its parent from now on: whoever had it has it no longer."""
    for order in case.open_orders():
        case.take_away(order, "merged", at=case.ends)
    case.put(case.centre, lead_unit=None, state="done", since=case.at)
    case.put_all(parent_no=fact.parent_no)


def _unmerged(case: Case, fact: e.AppealUnmerged) -> None:
    """Another matter after all: what was told of the parent is no answer to it."""
    case.put(case.centre, state="waiting", since=case.at, **UNTOLD)
    case.put_all(parent_no=None, answered_at=None)


CHANGES: dict[type, Callable[[Case, Any], None]] = {
    e.IntakeAmended: _amended,
    e.AppealReclassified: _reclassified,
    e.AppealMerged: _merged,
    e.AppealUnmerged: _unmerged,
    e.SensitivityMarked: lambda case, fact: case.put_all(sensitive=fact.kind),
}
