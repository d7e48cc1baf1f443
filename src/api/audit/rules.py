"""规则: what each figure counts, and for whom, in the words of DOMAIN 7.

A case that counts is an entry: the figure, and what it is worth to the part; None where it belongs
to the whole alone. `_if(holds)` is one more in the part, or in the whole alone.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from api.audit.parts import Answer, Cycle, Order, Stretch
from casework.policy.assessment import AssessmentPolicy
from casework.policy.calendar import WorkCalendar

CENTRE = "centre"
_A_MONTH = timedelta(days=30)
Worth = int | Fraction | None
Entry = tuple[str, Worth]


@dataclass
class Row:
    """What is counted together: a case, an order or a claimant's answer, and whose it is."""

    unit: str
    person: str
    cycle: Cycle


class Rules:
    """The figures of a cycle under a policy."""

    def __init__(
        self, policy: AssessmentPolicy, at: datetime, appeals: Mapping[str, list[Cycle]],
        calendars: Mapping[str, WorkCalendar], seconds: dict[int, int],
    ) -> None:  # fmt: skip
        self._policy, self._at = policy, at
        self._appeals, self._calendars, self._seconds = appeals, calendars, seconds

    def of(self, cycle: Cycle) -> Iterator[tuple[Row, Entry]]:
        """Everything that the cycle counts for, and for whom."""
        for entry in self._of_centre(cycle):
            yield Row(CENTRE, "", cycle), entry
        for order in cycle.orders:
            for entry in self._of_order(cycle, order):
                yield Row(order.unit, order.handled_by or "", cycle), entry
        if (lead := cycle.lead) is not None:
            for entry in self._of_case(cycle, lead):
                yield Row(lead.unit, lead.handled_by or "", cycle), entry
        if cycle.parent_no is not None:
            if (answering := self._answering_for(cycle)) is not None:
                for entry in self._of_claimant(cycle, cycle):
                    yield Row(answering.unit, "", cycle), entry
        elif (first := cycle.led[0 if self._policy.callback == "first" else -1]) is not None:
            for entry in self._of_claimant(cycle, first):
                yield Row(first.unit, first.handled_by or "", cycle), entry

    def _is_assessed(self, cycle: Cycle, corrected: Collection[str]) -> bool:
        """Not by its type, nor by how it was closed, nor excluded (剔除), by two or on appeal."""
        return (
            "excluded" not in corrected
            and cycle.type not in self._policy.types_excluded
            and cycle.closing_kind not in self._policy.closing_kinds_excluded
            and cycle.excluded not in self._policy.grounds_excluded
        )

    def _is_past(self, deadline: datetime | None, *ended: datetime | None) -> bool:
        """Whether a deadline passed while it was waited for, until now."""
        if deadline is None:
            return False
        return deadline < min([self._at, *(each for each in ended if each is not None)])

    def _of_centre(self, cycle: Cycle) -> Iterator[Entry]:
        """What the centre itself owes. A merged claimant's case is dispatched with its parent."""
        if cycle.number == 0:
            yield "answered_directly", _if(cycle.closing_kind == "answered_directly")
            yield "from_grids", _if(cycle.channel == "grid_visit")
        if cycle.parent_no is not None:
            return
        waits_too_long = cycle.in_pool and self._is_past(cycle.dispatch_by)
        if cycle.dispatch_by and (cycle.dispatched_at or waits_too_long):
            late = cycle.dispatched_at is None or cycle.dispatched_late or waits_too_long
            yield "dispatched_in_time", _if(not late)
        if cycle.closed_at and cycle.dispatched_at:
            elsewhere = len(set(cycle.sent_to)) > 1
            yield "dispatch_accuracy", _if(not elsewhere and not cycle.return_accepted)

    def _of_order(self, cycle: Cycle, order: Order) -> Iterator[Entry]:
        """What each unit did with what it was sent."""
        if order.leads:
            yield "returns_asked", _if(order.returns > 0)
            yield "returns_accepted", _if(order.returns_accepted > 0)
        if not self._is_assessed(cycle, order.corrected):
            return
        stood = order.stood_at if order.stands else None
        if order.acknowledge_by is not None:
            signed = order.acknowledged_at
            rid = order.wants_rid_of_it_since
            missed = self._is_past(order.acknowledge_by, order.signing_ended_at, stood, rid)
            if signed or missed:
                in_time = signed and signed <= order.acknowledge_by
                yield from _or_corrected(order, "acknowledged_in_time", in_time)
        if order.leads or not order.has_it:
            return
        reported = order.handled_at
        if order.due is not None:
            missed = not order.asked_for_more_time and self._is_past(
                order.due, order.ended_at, stood
            )
            if reported or missed or order.left_out:
                in_time = reported and reported <= order.due
                yield from _or_corrected(order, "co_handled_in_time", in_time)
        if order.whistled:
            yield "whistles_answered", _if(reported)

    def _of_case(self, cycle: Cycle, lead: Order) -> Iterator[Entry]:
        """The case as a whole, for whoever answers for it."""
        yield "received", 1
        yield "excluded", _if(cycle.excluded or "excluded" in lead.corrected)
        if not self._is_assessed(cycle, lead.corrected):
            return
        before = any(order.handled_at for order in cycle.earlier)
        over = lead.handled_at or cycle.closed_at
        stood = lead.stood_at if lead.stands else None
        passed = not lead.asked_for_more_time and self._is_past(lead.due, stood)
        ended = over or (before and not passed)  # as it was, until the further round falls due, too
        late = cycle.was_late or any(order.missed for order in cycle.earlier)
        if ended:
            yield "handled", 1
        if ended or passed or late:
            yield "due", 1
            yield "handled_of_due", _if(ended)
            yield "overdue", _if(not ended)
            yield "extended", _if(lead.extended)
            yield "suspended", _if(lead.suspended)
            if late or self._has_a_limit(cycle, lead):
                yield from self._in_time(cycle, lead, ended=bool(ended), late=late)
        yield from self._of_feedback(cycle, lead)
        if cycle.closed_at:
            again = cycle.reworked or lead.sent_back
            yield "reworked", _if(again and "not_reworked" not in lead.corrected)
            yield "repeated", _if(self._repeats(cycle))
        if lead.handled_at or before:
            yield "mean_time", self._worked_in_all(cycle, lead)
            yield "median_time", self._worked_in_all(cycle, lead)

    @staticmethod
    def _has_a_limit(cycle: Cycle, lead: Order) -> bool:
        """Whether anything says by when it was to be handled, or whether it was."""
        judged = any(o.due and (o.handled_at or o.missed) for o in cycle.earlier)
        return lead.due is not None or judged or cycle.lateness_known

    @staticmethod
    def _in_time(cycle: Cycle, lead: Order, *, ended: bool, late: bool) -> Iterator[Entry]:
        """In time in every round of the cycle, or corrected after an objection (考核更正)."""
        done = lead.handled_at or (lead.stood_at if lead.stands else cycle.closed_at)
        late = late or bool(lead.due and done and done > lead.due) or "late" in lead.corrected
        yield from _or_corrected(lead, "handled_in_time", ended and not late, holds_if=ended)

    def _of_feedback(self, cycle: Cycle, lead: Order) -> Iterator[Entry]:
        """The result told within the limit for it, in every round in which that ended."""
        told, by = lead.fed_back_at, lead.feed_back_by
        too_late = any(order.told_too_late for order in cycle.earlier)
        before = any(o.feed_back_by and o.fed_back_at for o in cycle.earlier)
        missed = by is not None and not told and self._is_past(by, cycle.closed_at)
        if before or too_late or missed or (by is not None and told):
            in_time = not too_late and not missed and not (by and told and told > by)
            yield from _or_corrected(lead, "fed_back_in_time", in_time)

    def _of_claimant(self, cycle: Cycle, answers: Order | Cycle) -> Iterator[Entry]:
        """What the claimant says, a merged one beside the one of its parent."""
        if not self._is_assessed(cycle, answers.corrected):
            return
        answer = answers.answer and _corrected(answers.answer, answers.corrected)
        valid = answer is not None and self._is_valid(cycle, answer, answers.corrected)
        if answers.callback_by or answer:
            yield "valid_callbacks", _if(valid)
        if answer is None or not valid:
            return
        yield "valid", 1
        further = cycle.reworked and self._policy.callback == "latest"
        first = cycle.number == 0 and not further and cycle.results_told <= 1
        yield "first_time_resolution", _if(first and answer.solved == "yes")
        yield "response", _if(answer.contacted)
        yield "resolution", self._weight(answer.solved, self._policy.basically_solved)
        satisfied = self._weight(answer.satisfied, self._policy.basically_satisfied)
        if self._policy.scale == "words":
            yield "satisfaction", satisfied
        elif answer.stars is not None:
            yield "satisfaction", Fraction(answer.stars, 10) if answer.stars else None
        for figure, holds in (
            ("contacted", answer.contacted),
            ("solved", answer.solved == "yes"),
            ("satisfied", answer.satisfied in ("very", "yes")),
            ("basically_satisfied", answer.satisfied == "basically"),
        ):
            if holds:
                yield figure, 1

    def _is_valid(self, cycle: Cycle, answer: Answer, corrected: Collection[str]) -> bool:
        """有效回访: connected, and said what counts under the policy; nobody anonymous is."""
        if cycle.anonymous or "not_valid" in corrected:
            return False
        unclear, refuses = answer.solved == "unclear", answer.satisfied == "refuses"
        return (not unclear or self._policy.unclear_is_valid) and (
            not refuses or self._policy.refuses_is_valid
        )

    @staticmethod
    def _weight(said: str | None, basically: object) -> Worth:
        if said in ("yes", "very"):
            return 1
        weight = Fraction(str(basically))
        return weight if said == "basically" and weight else None

    def _answering_for(self, child: Cycle) -> Order | None:
        """Who leads the case that it was put under, in the cycle in which its claimant answered."""
        until = child.answer.at if child.answer else child.closed_at
        parents = self._appeals.get(child.parent_no or "", [])
        begun = [each for each in parents if until is None or each.raised_at <= until]
        return next((each.lead for each in reversed(begun) if each.lead is not None), None)

    def _repeats(self, cycle: Cycle) -> bool:
        """Raised again about a matter that was closed within thirty days before."""
        for before in self._appeals.get(cycle.related_to or "", []):
            closed = before.closed_at
            if closed and cycle.raised_at - _A_MONTH <= closed <= cycle.raised_at:
                return True
        return False

    def _worked_in_all(self, cycle: Cycle, lead: Order) -> int:
        """Open time in the unit's hands, the rounds of the cycle added up."""
        led = (o for o in cycle.orders if o.leads and o.unit == lead.unit and o is not lead)
        return sum(map(self._worked, led)) + (self._worked(lead) if lead.handled_at else 0)

    def _worked(self, order: Order) -> int:
        """Open time in the unit's hands, each stretch by the calendar of its clock."""
        if id(order) not in self._seconds:
            self._seconds[id(order)] = sum(map(self._length, order.stretches))
        return self._seconds[id(order)]

    def _length(self, stretch: Stretch) -> int:
        since, until, tag = stretch.since, stretch.until, stretch.clock.calendar
        if until is None:
            return 0
        if tag is None or tag.startswith("24x7/"):
            return int(until.timestamp()) - int(since.timestamp())
        return self._calendars[tag].worked(since, until)


def _if(holds: object) -> Worth:
    """One more in the part, or in the whole alone."""
    return 1 if holds else None


def _corrected(answer: Answer, counted_as: Collection[str]) -> Answer:
    """What is to count as said, after an objection that was granted."""
    said = {each for each in ("contacted", "solved", "satisfied") if each in counted_as}
    return replace(
        answer,
        contacted=True if "contacted" in said else answer.contacted,
        solved="yes" if "solved" in said else answer.solved,
        satisfied="yes" if "satisfied" in said else answer.satisfied,
        stars=10 if "satisfied" in said and answer.stars is not None else answer.stars,
    )


def _or_corrected(
    order: Order, figure: str, in_time: object, *, holds_if: object = True
) -> Iterator[Entry]:
    """In time, or to be counted so after an objection that was granted."""
    yield figure, _if(in_time or (holds_if and figure in order.corrected))
