"""What a row of due is: an appeal with clocks that may ring yet."""

from datetime import datetime

import msgspec


class DueRow(msgspec.Struct, frozen=True, gc=False):
    """`rings_at` is when the timekeeper is to look at it, `unsettled` the earliest provisional
    deadline. `clocks` are those that have not stopped for good, in msgpack."""

    appeal_no: str
    rings_at: datetime | None
    unsettled: datetime | None
    clocks: bytes
