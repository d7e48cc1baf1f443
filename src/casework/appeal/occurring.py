"""发生时间: when a thing counts as having happened, where somebody says that it was earlier."""

from datetime import datetime

from casework.appeal import refusals as no
from casework.policy.policies import Policies
from casework.time import CLOCK_SKEW


def occurring(said: datetime | None, at: datetime, policies: Policies) -> datetime:
    """The instant said, where it was recorded within the window for it (DOMAIN 5, invariant 8).

    What is recorded later than that counts from when it is recorded, and keeps what was said
    beside it. Nothing happens in the future, but for clocks that differ a little.
    """
    if said is None:
        return at
    if said > at + CLOCK_SKEW:
        raise no.TimeInTheFuture(field="occurred_at", value=said.isoformat())
    window = policies.rules(at).windows.back_dating
    calendar = policies.calendar(window.calendar or "24x7")
    if said < at and calendar.due(said, window) < at:
        return at
    return min(said, at)
