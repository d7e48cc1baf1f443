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
from projections.tracking.changes import CHANGES
from projections.tracking.clocks import NO_CLOCKS, NOTHING_DUE, missed_by, timed
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import NOTHING


def fold(row: TrackingRow | None, recorded: Recorded) -> TrackingRow:
    """The row after this fact."""
    fact, envelope = recorded.fact, recorded.envelope
    if row is None:
        return _collected(fact, recorded)  # type: ignore[arg-type]
    changed = CHANGES[type(fact)](row, fact, recorded)
    due = _due(fact)
    if due is not None:
        changed["deadline"] = due
    wound, late = timed(row.clocks, recorded, changed.get("round", row.round))
    if _is_of_the_cycle(row, fact) and (missed := [*late, *missed_by(recorded)]):
        changed["missed"] = sorted({*changed.get("missed", row.missed), *missed})
    return replace(
        row,
        version=recorded.version,
        position=recorded.position,
        updated_at=envelope.recorded_at,
        **changed,
        **wound,
    )


def _is_of_the_cycle(row: TrackingRow, fact: Fact) -> bool:
    """Whether what it misses is of the present cycle: not of the one before, nor after its end."""
    over = row.closed_at is not None and not isinstance(fact, e.AppealClosed)
    return not over and not isinstance(fact, e.AppealReopened)


def _due(fact: Fact) -> datetime | None:
    """What a fact says of the handling deadline: that a clock starts, or that it moves."""
    for each in (*getattr(fact, "limits", ()), *getattr(fact, "moves", ())):
        if each.clock == "handling":
            due: datetime = each.due
            return due
    return None


def _collected(fact: e.AppealCollected, recorded: Recorded) -> TrackingRow:
    envelope, source = recorded.envelope, recorded.envelope.source
    nothing: dict[str, Any] = dict.fromkeys(_LATER)
    return TrackingRow(
        appeal_no=recorded.stream, version=recorded.version, position=recorded.position,
        status="collected", round=0, channel=fact.channel, type=fact.type, urgency=fact.urgency,
        title=fact.title, category=fact.category, category_name=fact.category_name,
        area=fact.area, place=fact.place, address=fact.address, lat=fact.lat, lng=fact.lng,
        claimant_kind=fact.claimant_kind, claimant_name=fact.claimant_name,
        claimant_phone=fact.claimant_phone, occurred_at=envelope.happened_at,
        collected_at=envelope.happened_at if source else envelope.recorded_at,
        suspended=False, callbacks=0, reassignments=0, reopenings=0, notes=0,
        external_no=fact.external_no, source=source.system if source else None,
        updated_at=envelope.recorded_at, collected_by=envelope.actor.user, co_units=[],
        pending=[], flags=["confidential"] if fact.confidential else [], sensitive="none",
        returns=0, extensions=0, suspensions=0, reworks=0, urges=0, supervisions=0, sent_backs=0,
        wants_callback=fact.wants_callback, missed=[], handlers=[], handed_to=[], copied_to=[],
        supervised=[], children=[], sought=folded(fact.title), arbitrators=[], attempts=[],
        area_certainty=fact.area_certainty, related_to=fact.related_to,
        complained_against_unit=fact.complained_against_unit,
        waiting=NOTHING, **{**NOTHING_DUE, "clocks": NO_CLOCKS, **timed(NO_CLOCKS, recorded, 0)[0]},
        **nothing,
    )  # fmt: skip


_LATER = (
    "lead_unit", "lead_unit_name", "deadline", "acknowledge_by", "dispatched_at",
    "acknowledged_at", "handled_at", "fed_back_at", "called_back_at", "closed_at", "stopped_at",
    "closing_kind", "outcome", "solved", "satisfied", "parent_no", "dispatched_by",
    "contacted_at", "limit_rule",
)  # fmt: skip
