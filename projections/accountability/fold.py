"""One more fact about an appeal: its rows after it. Pure: it reads no clock.

What it looks up beside the fact is a calendar by its tag, which is published once and for all:
open time is counted here, so that figures are plain sums. What each fact changes is in `changes/`;
a fact that stands nowhere there fails.
"""

from casework.appeal import events as e
from casework.appeal.clock_changes import limits_of
from casework.facts import TIMEKEEPER, Fact, Recorded
from projections.accountability.case import CENTRE, CalendarOf, Case
from projections.accountability.changes import CHANGES, OF_WHO_HAS_IT
from projections.accountability.clock_time import set_deadlines
from projections.accountability.rows import OrderRow

Rows = tuple[OrderRow, ...]


def fold(rows: Rows | None, recorded: Recorded, calendar_of: CalendarOf) -> Rows:
    """Return the rows after this fact."""
    fact, backdated = recorded.fact, _is_backdated(recorded)
    change = CHANGES[type(fact)]
    if rows and type(fact) in OF_WHO_HAS_IT and _is_closed(rows):
        return rows
    if rows and not (change or backdated or _sets_a_deadline(fact)):
        return rows
    case = Case(rows or _collected(recorded), recorded, calendar_of)
    if change:
        change(case, fact)
    set_deadlines(case)
    if backdated:
        _note_backdating(case)
    return case.rows


def _is_closed(rows: Rows) -> bool:
    """Return whether the present cycle was closed: who had it then answers for it."""
    return max((r for r in rows if r.kind == CENTRE), key=lambda r: r.cycle).closed_at is not None


def _sets_a_deadline(fact: Fact) -> bool:
    return bool(limits_of(fact) or getattr(fact, "moves", ()))


def _collected(recorded: Recorded) -> Rows:
    fact, envelope = recorded.fact, recorded.envelope
    assert isinstance(fact, e.AppealCollected), "the first fact of an appeal is its collection"
    row = OrderRow(
        appeal_no=recorded.stream,
        order_no=f"0/{CENTRE}",
        position=recorded.position,
        kind="centre",
        cycle=0,
        round=0,
        unit=CENTRE,
        unit_name="指挥中心",
        state="waiting",
        since=envelope.begins_at,
        raised_at=envelope.begins_at,
        channel=fact.channel,
        type=fact.type,
        urgency=fact.urgency,
        category=fact.category,
        category_name=fact.category_name,
        area=fact.area,
        place=fact.place,
        source=envelope.source.system if envelope.source else None,
        related_to=fact.related_to,
        anonymous=fact.claimant_kind == "anonymous",
    )
    return (row,)


def _is_backdated(recorded: Recorded) -> bool:
    """Return whether somebody says that it happened earlier than it was recorded.

    What a unit's head approved happened when the clerk asked, which was recorded then.
    """
    envelope = recorded.envelope
    if getattr(recorded.fact, "approved_by", None) not in (None, envelope.actor.user):
        return False
    said = envelope.claimed_at or envelope.occurred_at
    by_people = envelope.source is None and envelope.actor.role != TIMEKEEPER
    return by_people and said is not None and said < envelope.recorded_at


def _note_backdating(case: Case) -> None:
    unit = getattr(case.fact, "unit", None)
    whose = (case.held_by(unit) if unit else None) or case.centre
    case.put(whose, backdated=whose.backdated + 1)
