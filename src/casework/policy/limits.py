"""How long an order may take. One simple rule by urgency; calendars and versions come later."""

from datetime import timedelta

import msgspec

from casework.appeal.words import Urgency


class Limit(msgspec.Struct, frozen=True):
    """A limit rule (DOMAIN 6.1). Hours run round the clock."""

    rule: str
    acknowledge: timedelta
    handle: timedelta


_LIMITS: dict[Urgency, Limit] = {
    "critical": Limit("LR-0", timedelta(minutes=15), timedelta(hours=2)),
    "urgent": Limit("LR-1", timedelta(hours=1), timedelta(hours=24)),
    "normal": Limit("LR-3", timedelta(hours=24), timedelta(days=5)),
}


def limit_for(urgency: Urgency) -> Limit:
    """The rule that holds for an appeal of this urgency."""
    return _LIMITS[urgency]
