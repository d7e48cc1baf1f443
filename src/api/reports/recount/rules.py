"""规则: what each figure counts, and for whom, in the words of DOMAIN 7. Here: cases and orders."""

from collections.abc import Iterator

from api.reports.recount.callbacks import answers_counted
from api.reports.recount.model import Cycle, WorkOrder
from api.reports.recount.terms import (
    Counted,
    CountingTerms,
    Entry,
    Holder,
    one_if,
    or_corrected,
    working_seconds,
)

CENTRE = "centre"


def counted(cycle: Cycle, terms: CountingTerms) -> Iterator[Counted]:
    """Yield everything that a cycle counts for, and for whom."""
    for entry in _of_centre(cycle, terms):
        yield Holder(CENTRE, "", cycle), entry
    for order in cycle.orders:
        for entry in _of_order(cycle, order, terms):
            yield Holder(order.unit, order.handled_by or "", cycle), entry
    if (lead := cycle.lead) is not None:
        for entry in _of_case(cycle, lead, terms):
            yield Holder(lead.unit, lead.handled_by or "", cycle), entry
    yield from answers_counted(cycle, terms)


def _of_centre(cycle: Cycle, terms: CountingTerms) -> Iterator[Entry]:
    """Yield what the centre itself owes. A merged case is dispatched with its parent."""
    if cycle.number == 0:
        yield "answered_directly", one_if(cycle.closing_kind == "answered_directly")
        yield "from_grids", one_if(cycle.channel == "grid_visit")
    if cycle.parent_no is not None:
        return
    waits_too_long = cycle.in_pool and terms.is_past(cycle.dispatch_by)
    if cycle.dispatch_by and (cycle.dispatched_at or waits_too_long):
        late = cycle.dispatched_at is None or cycle.dispatched_late or waits_too_long
        yield "dispatched_in_time", one_if(not late)
    if cycle.closed_at and cycle.dispatched_at:
        elsewhere = len(set(cycle.sent_to)) > 1
        yield "dispatch_accuracy", one_if(not elsewhere and not cycle.return_accepted)


def _of_order(cycle: Cycle, order: WorkOrder, terms: CountingTerms) -> Iterator[Entry]:
    """Yield what each unit did with what it was sent."""
    if order.leads:
        yield "returns_asked", one_if(order.returns > 0)
        yield "returns_accepted", one_if(order.returns_accepted > 0)
    if not terms.is_assessed(cycle, order.corrected):
        return
    yield from _of_signing(order, terms)
    if not order.leads and order.has_it:
        yield from _of_helping(order, terms)


def _of_signing(order: WorkOrder, terms: CountingTerms) -> Iterator[Entry]:
    """Yield whether it was signed for in time, where it had to be."""
    by, signed = order.acknowledge_by, order.acknowledged_at
    if by is None:
        return
    rid = order.wants_rid_of_it_since
    if signed or terms.is_past(by, order.signing_ended_at, order.halted_at, rid):
        yield from or_corrected(order, "acknowledged_in_time", signed and signed <= by)


def _of_helping(order: WorkOrder, terms: CountingTerms) -> Iterator[Entry]:
    """Yield whether a co-handler reported in time, and came when it was whistled for."""
    reported = order.handled_at
    if order.due is not None:
        passed = terms.is_past(order.due, order.ended_at, order.halted_at)
        missed = not order.asked_for_more_time and passed
        if reported or missed or order.left_out:
            in_time = reported and reported <= order.due
            yield from or_corrected(order, "co_handled_in_time", in_time)
    if order.whistled:
        yield "whistles_answered", one_if(reported)


def _of_case(cycle: Cycle, lead: WorkOrder, terms: CountingTerms) -> Iterator[Entry]:
    """Yield what the case counts as a whole, for whoever answers for it."""
    yield "received", 1
    yield "excluded", one_if(cycle.excluded or "excluded" in lead.corrected)
    if not terms.is_assessed(cycle, lead.corrected):
        return
    yield from _of_handling(cycle, lead, terms)
    yield from _of_feedback(cycle, lead, terms)
    if cycle.closed_at:
        again = cycle.reworked or lead.sent_back
        yield "reworked", one_if(again and "not_reworked" not in lead.corrected)
        yield "repeated", one_if(terms.repeats(cycle))
    if lead.handled_at or cycle.handled_before:
        seconds = _worked_in_all(cycle, lead, terms)
        yield "mean_time", seconds
        yield "median_time", seconds


def _of_handling(cycle: Cycle, lead: WorkOrder, terms: CountingTerms) -> Iterator[Entry]:
    """Yield whether it was handled, whether it was due, and what became of its deadline."""
    passed = not lead.asked_for_more_time and terms.is_past(lead.due, lead.halted_at)
    over = lead.handled_at or cycle.closed_at
    # as it was, until the further round falls due, too
    ended = bool(over or (cycle.handled_before and not passed))
    late = cycle.was_late or any(order.missed for order in cycle.earlier)
    if ended:
        yield "handled", 1
    if ended or passed or late:
        yield "due", 1
        yield "handled_of_due", one_if(ended)
        yield "overdue", one_if(not ended)
        yield "extended", one_if(lead.extended)
        yield "suspended", one_if(lead.suspended)
        if late or _has_a_limit(cycle, lead):
            yield from _in_time(cycle, lead, ended=ended, late=late)


def _has_a_limit(cycle: Cycle, lead: WorkOrder) -> bool:
    """Return whether anything says by when it was to be handled, or whether it was."""
    judged = any(o.due and (o.handled_at or o.missed) for o in cycle.earlier)
    return lead.due is not None or judged or cycle.lateness_known


def _in_time(cycle: Cycle, lead: WorkOrder, *, ended: bool, late: bool) -> Iterator[Entry]:
    """Yield in time in every round of the cycle, or corrected after an objection (考核更正)."""
    done = lead.handled_at or (lead.stood_at if lead.stands else cycle.closed_at)
    late = late or bool(lead.due and done and done > lead.due) or "late" in lead.corrected
    yield from or_corrected(lead, "handled_in_time", ended and not late, holds_if=ended)


def _of_feedback(cycle: Cycle, lead: WorkOrder, terms: CountingTerms) -> Iterator[Entry]:
    """Yield whether the result was told in time, in every round in which that ended."""
    told, by = lead.fed_back_at, lead.feed_back_by
    too_late = any(order.told_too_late for order in cycle.earlier)
    before = any(o.feed_back_by and o.fed_back_at for o in cycle.earlier)
    missed = by is not None and not told and terms.is_past(by, cycle.closed_at)
    if before or too_late or missed or (by is not None and told):
        in_time = not too_late and not missed and not (by and told and told > by)
        yield from or_corrected(lead, "fed_back_in_time", in_time)


def _worked_in_all(cycle: Cycle, lead: WorkOrder, terms: CountingTerms) -> int:
    """Return the open time in the unit's hands, the rounds of the cycle added up."""
    led = (o for o in cycle.orders if o.leads and o.unit == lead.unit and o is not lead)
    calendars = terms.calendars
    last = working_seconds(lead, calendars) if lead.handled_at else 0
    return sum(working_seconds(order, calendars) for order in led) + last
