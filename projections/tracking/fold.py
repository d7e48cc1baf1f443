"""One more fact about an appeal: the row after it. Pure: reads no clock and looks nowhere else.

Times are those at which things happened; `stopped_at` is when the handling clock stopped. The
deadline follows whatever a fact says of the handling clock. What each fact changes beside that is
in `changes/`, a file a chapter.
"""

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from casework.appeal import events as e
from casework.facts import Fact, Recorded
from casework.same import folded
from projections.tracking.changes import CHANGES, handling, orders
from projections.tracking.clocks import NO_CLOCKS, missed_by, timed
from projections.tracking.rows import TrackingRow

_OF_WHO_HAS_IT = frozenset(
    {
        *orders.CHANGES,
        *handling.CHANGES,
        e.ReworkOrdered,
        e.ClockOverdue,
    }
) - {e.AppealFedBack, e.ResultShared}


def fold(row: TrackingRow | None, recorded: Recorded) -> TrackingRow:
    """Return the row after this fact."""
    fact, envelope = recorded.fact, recorded.envelope
    if row is None:
        return _collected(fact, recorded)  # type: ignore[arg-type]
    if _comes_after_the_end(row, recorded):
        seen = {"version": recorded.version, "position": recorded.position}
        return replace(row, updated_at=envelope.recorded_at, **seen)
    changed = CHANGES[type(fact)](row, fact, recorded)
    due = _due(fact)
    if due is not None:
        changed["deadline"] = due
    wound, late = timed(row.clocks, recorded, changed.get("round", row.round))
    if (missed := [*late, *missed_by(recorded)]) and _is_of_the_cycle(row, fact):
        changed["missed"] = sorted({*changed.get("missed", row.missed), *missed})
    return replace(
        row,
        version=recorded.version,
        position=recorded.position,
        updated_at=envelope.recorded_at,
        **changed,
        **wound,
    )


def _comes_after_the_end(row: TrackingRow, recorded: Recorded) -> bool:
    """Return whether a foreign history says of a closed case who has it or what was done: whoever
    had it then answers for it, and only a reopening takes it up again."""
    foreign = recorded.envelope.source is not None and row.closed_at is not None
    return foreign and type(recorded.fact) in _OF_WHO_HAS_IT


def _is_of_the_cycle(row: TrackingRow, fact: Fact) -> bool:
    """Return whether what it misses is of this cycle: not of the one before, nor after its end."""
    over = row.closed_at is not None and not isinstance(fact, e.AppealClosed)
    return not over and not isinstance(fact, e.AppealReopened)


def _due(fact: Fact) -> datetime | None:
    """Return the handling deadline that a fact sets: by starting its clock, or by moving it."""
    for each in (*getattr(fact, "limits", ()), *getattr(fact, "moves", ())):
        if each.clock == "handling":
            due: datetime = each.due
            return due
    return None


def _collected(fact: e.AppealCollected, recorded: Recorded) -> TrackingRow:
    envelope, source = recorded.envelope, recorded.envelope.source
    return replace(
        _BLANK,
        appeal_no=recorded.stream,
        version=recorded.version,
        position=recorded.position,
        updated_at=envelope.recorded_at,
        channel=fact.channel,
        type=fact.type,
        urgency=fact.urgency,
        title=fact.title,
        category=fact.category,
        category_name=fact.category_name,
        area=fact.area,
        place=fact.place,
        address=fact.address,
        lat=fact.lat,
        lng=fact.lng,
        claimant_kind=fact.claimant_kind,
        claimant_name=fact.claimant_name,
        claimant_phone=fact.claimant_phone,
        occurred_at=envelope.happened_at,
        collected_at=envelope.happened_at if source else envelope.recorded_at,
        external_no=fact.external_no,
        source=source.system if source else None,
        collected_by=envelope.actor.user,
        flags=["confidential"] if fact.confidential else [],
        wants_callback=fact.wants_callback,
        sought=folded(fact.title),
        area_certainty=fact.area_certainty,
        related_to=fact.related_to,
        complained_against_unit=fact.complained_against_unit,
        **timed(NO_CLOCKS, recorded, 0)[0],
    )


# Of what has not happened yet: nothing, or its empty value where the column must have one.
_EMPTY: dict[Any, Any] = {
    str: "",
    int: 0,
    bool: False,
    bytes: b"",
    list[str]: [],
    list[datetime]: [],
}
_NOTHING: dict[str, Any] = {f: _EMPTY.get(k) for f, k in TrackingRow.__annotations__.items()}
_BLANK = TrackingRow(**{**_NOTHING, "status": "collected", "sensitive": "none"})
