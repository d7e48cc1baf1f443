"""查什么: which appeals a list wants, in which order, from where on."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal

import msgspec

from casework.appeal.words import OPEN
from projections.tracking.lights import Light
from projections.tracking.rows import TrackingRow
from projections.tracking.ways import SqlCondition

StatusFilter = Literal[
    "open",
    "collected",
    "dispatched",
    "handling",
    "return_pending",
    "arbitration",
    "handled",
    "fed_back",
    "called_back",
    "closed",
    "archived",
]
Pending = Literal[
    "info",
    "return",
    "extension",
    "suspension",
    "termination",
    "withdrawal",
    "exclusion",
    "assessment",
    "approval",
    "second",
    "supervision",
    "objection",
]
Flag = Literal[
    "confidential",
    "parent",
    "public_interest",
    "excluded",
    "erased",
    "nobody_came",
    "difficult",
    "key_case",
    "harassment",
    "repeat_caller",
    "corrected",
    "sent_back",
    "reworked",
    "evaluated",
]
Sort = Literal["due", "light", "collected_at", "-collected_at"]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which appeals: each field narrows the list, None does not. `now` decides what is overdue.

    `within` are further conditions, all of which hold; a cursor is bound to them too.
    """

    now: datetime
    status: list[str] | None = None
    unit: str | None = None
    helping: str | None = None
    handed: str | None = None
    handler: str | None = None
    copied: str | None = None
    supervised: str | None = None
    pending: str | None = None
    flag: str | None = None
    parent: str | None = None
    collected_by: str | None = None
    dispatched_by: str | None = None
    area: str | None = None
    category: str | None = None
    channel: str | None = None
    type: str | None = None
    urgency: str | None = None
    sensitive: str | None = None
    clock: str | None = None
    holder: str | None = None
    light: Light | None = None
    since: datetime | None = None
    before: datetime | None = None
    dispatched_since: datetime | None = None
    dispatched_before: datetime | None = None
    suspended: bool | None = None
    merged: bool | None = None
    overdue: bool | None = None
    late: bool | None = None
    to_call: bool | None = None
    redo: bool | None = None
    q: str | None = None
    within: tuple[SqlCondition, ...] = ()
    sort: Sort = "due"
    limit: int = 50
    after: tuple[int, datetime | None, str] | None = None


def key_of(row: TrackingRow, sort: Sort) -> tuple[datetime | None, str]:
    """Return where a row is in the order: what the next page begins after."""
    return (row.due_at if sort == "due" else row.collected_at), row.appeal_no


def states(asked: Collection[str] | None) -> list[str] | None:
    """Return the states asked for; `open` stands for all that are, and none for no narrowing."""
    if not asked:
        return None
    opened = OPEN if "open" in asked else ()
    return sorted({*opened, *(state for state in asked if state != "open")})
