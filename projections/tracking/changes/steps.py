"""What many facts change alike in the row of an appeal."""

from collections.abc import Callable, Sequence
from typing import Any

from casework.appeal.words import OF_UNIT
from casework.facts import Recorded
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import asking, with_waits, without_lead, without_request

Changes = dict[str, Any]
Change = Callable[[TrackingRow, Any, Recorded], Changes]

OF_ORDER = ("return", *OF_UNIT)
AGAIN = ("sent_back", "reworked")  # 被退回重办: until the next result
NOT_HANDED: Changes = {"handlers": [], "handed_to": []}


def asked(what: str) -> Change:
    """Lay a request before somebody."""
    return lambda row, fact, recorded: with_waits(row, [asking(what, fact, recorded)])


def settled(what: str, *flags: str) -> Change:
    """Take away what is decided; it may leave flags."""

    def settled(row: TrackingRow, fact: Any, recorded: Recorded) -> Changes:
        changed: Changes = without_request(row, what, fact)
        return {**changed, "flags": sorted({*row.flags, *flags})} if flags else changed

    return settled


def to_pool(row: TrackingRow, status: str = "collected") -> Changes:
    """Put it back into the pool: nobody leads it any more."""
    gone = {"lead_unit": None, "lead_unit_name": None, "acknowledged_at": None}
    return {"status": status, **gone, **NOT_HANDED, **without_lead(row, *OF_UNIT, "objection")}


def to_sign(fact: Any) -> Any:
    """Return until when a new lead is to acknowledge."""
    return next((x.due for x in fact.limits if x.clock == "acknowledgement"), None)


def with_units(row: TrackingRow, added: Sequence[str], lead: str) -> list[str]:
    """Return those that help, and those that come to them; never the lead."""
    return [u for u in dict.fromkeys((*row.co_units, *added)) if u != lead]


def without(there: Sequence[str], gone: Sequence[str]) -> list[str]:
    """Return all but some."""
    return [x for x in there if x not in gone]
