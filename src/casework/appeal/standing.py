"""What decides which verbs fit: the state, who holds orders, and the marks (标记) on an appeal."""

import msgspec

from casework.appeal.words import Status


class Standing(msgspec.Struct, frozen=True, gc=False):
    """As much of an appeal as says what may be done with it; rules and lists both have it.

    Marks are the flags of DOMAIN 4.2 that verbs ask for, such as `suspended`, `merged`,
    `extension_requested`. `unsigned` are the units whose order waits to be acknowledged, `handed`
    those that one was handed down to, `awaiting` those whose head is asked for approval.
    """

    status: Status
    lead_unit: str | None = None
    co_units: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    collected_by: str = ""
    unsigned: frozenset[str] = frozenset()
    dispatched_by: str | None = None
    handed: tuple[str, ...] = ()
    awaiting: frozenset[str] = frozenset()
