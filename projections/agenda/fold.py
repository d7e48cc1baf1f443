"""One more fact: the clocks after it, wound by the very table that the rules go by. Pure."""

import msgspec

from casework.appeal.clock_changes import affects_clocks, apply_to_clocks
from casework.appeal.clocks import Clock, Clocks, ringing
from casework.facts import Recorded
from projections.agenda.rows import DueRow

_encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Clocks).decode


def fold(row: DueRow | None, recorded: Recorded) -> DueRow | None:
    """Return the row after this fact; none where no clock is left that could ring."""
    if not affects_clocks(recorded.fact):
        return row
    before = decode(row.clocks) if row else ()
    clocks = apply_to_clocks(before, recorded, getattr(recorded.fact, "round", 0) or _round(before))
    kept = tuple(c for c in clocks if _may_ring(c))
    if not any(c.stopped_at is None for c in kept):
        kept = ()
    if not kept:
        return None
    unsettled = min((c.due for c in kept if c.provisional and c.running), default=None)
    return DueRow(recorded.stream, ringing(kept), unsettled, _encode(kept))


def _round(clocks: Clocks) -> int:
    return clocks[-1].round if clocks else 0


def _may_ring(clock: Clock) -> bool:
    """Return those that run or stand; handling, stopped by a result, may be taken up again."""
    return clock.rule != "imported" and (clock.stopped_at is None or clock.name == "handling")
