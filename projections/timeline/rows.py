"""What a row of the timeline is: one fact, with its sentence."""

from datetime import datetime

import msgspec


class TimelineRow(msgspec.Struct, frozen=True, gc=False):
    """One fact of an appeal. `details` is its payload as JSON, personal fields still
    sealed; `cause` names the bulk it was part of. `sentence` holds marks for names."""

    appeal_no: str
    version: int
    position: int
    fact: str
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    role: str
    unit: str | None
    source: str | None
    sentence: str
    details: str
    cause: str | None
