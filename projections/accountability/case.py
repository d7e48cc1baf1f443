"""The rows of one appeal while a fact is folded into them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from casework.appeal.clock_changes import limits_of
from casework.facts import Recorded
from casework.policy.calendar import WorkCalendar
from projections.accountability.rows import Kind, OrderRow, State

CENTRE = "centre"
CalendarOf = Callable[[str], WorkCalendar]
_COLUMNS = {
    "dispatch": "dispatch_by",
    "acknowledgement": "acknowledge_by",
    "contact": "contact_by",
    "handling": "due",
    "suspension": "suspended_until",
    "co_handling": "due",
    "feedback": "feed_back_by",
    "callback": "callback_by",
}
_ROUND_THE_CLOCK = "24x7/"
_OF_THE_CASE = (
    "appeal_no",
    "cycle",
    "round",
    "raised_at",
    "channel",
    "type",
    "urgency",
    "category",
    "category_name",
    "area",
    "place",
    "sensitive",
    "source",
    "related_to",
    "first_due",
    "due",
    "calendar",
    "rule",
    "excluded",
    "anonymous",
    "answered_at",
    "late_since",
    "handled_before",
    "limited_before",
    "told_before",
    "feedback_missed",
    "lateness_known",
)
_OF_THE_ROUNDS = (
    "late_since",
    "handled_before",
    "limited_before",
    "told_before",
    "feedback_missed",
    "lateness_known",
)
_ANEW: dict[str, Any] = dict.fromkeys(
    (
        "ended_at",
        "ended_by",
        "acknowledged_at",
        "handled_at",
        "handled_by",
        "outcome",
        "feed_back_by",
        "fed_back_at",
        "stood_at",
        "signing_stood_at",
    )
)
UNTOLD: dict[str, Any] = {
    "fed_back_at": None,
    "callback_by": None,
    "called_back_at": None,
    "callbacks": 0,
    "contacted": None,
    "solved": None,
    "satisfied": None,
    "stars": None,
    "called_by": None,
    "answered_at": None,
    "undelivered": False,
}
"""What is forgotten when a case is taken up again: a result told, and what was said of it."""


class Case:
    """What was known of an appeal, and the fact that comes to it.

    `at` is when what the fact starts begins to count, `ends` when what it ends has ended.
    """

    def __init__(
        self, rows: tuple[OrderRow, ...], recorded: Recorded, calendar_of: CalendarOf
    ) -> None:
        self.recorded, self.fact = recorded, recorded.fact
        self.at, self.ends = recorded.begins_at, recorded.ends_at
        self._rows = {row.order_no: row for row in rows}
        self._centre = max((r for r in rows if r.kind == CENTRE), key=_cycle).order_no
        self._calendar_of = calendar_of

    @property
    def rows(self) -> tuple[OrderRow, ...]:
        """The rows as they are now."""
        return tuple(self._rows.values())

    @property
    def centre(self) -> OrderRow:
        """The centre's own row of this cycle."""
        return self._rows[self._centre]

    @property
    def lead(self) -> OrderRow | None:
        """The row of whoever leads now."""
        centre = self.centre
        return self.order(centre.lead_unit) if centre.lead_unit else None

    @property
    def answers(self) -> OrderRow:
        """Whose the claimant's answers are: the lead's, or as long as nobody leads the centre's."""
        return self.lead or self.centre

    def order(self, unit: str, kind: Kind = "lead") -> OrderRow | None:
        """Return a unit's order in this round."""
        return self._rows.get(_name(self.centre.round, unit, kind))

    def row(self, order_no: str) -> OrderRow:
        """Return a row by its number, as it is now."""
        return self._rows[order_no]

    def lead_in(self, round_: int, unit: str) -> OrderRow | None:
        """Return the order that a unit led in a round, also of an earlier cycle."""
        return self._rows.get(_name(round_, unit, "lead"))

    def held_by(self, unit: str) -> OrderRow | None:
        """Return a unit's order in this round that it still has: as co-handler, else as lead."""
        both = (self.order(unit, "co"), self.order(unit))
        return next((order for order in both if order is not None and order.kept), None)

    def of_cycle(self) -> Iterator[OrderRow]:
        """Return every row of this cycle."""
        cycle = self.centre.cycle
        return (row for row in self.rows if row.cycle == cycle)

    def open_orders(self) -> Iterator[OrderRow]:
        """Return the orders that somebody still works on, or disputes."""
        return (r for r in self.of_cycle() if r.kind != CENTRE and r.state != "done")

    def put(self, row: OrderRow, **changes: Any) -> OrderRow:
        """Keep a row with these changes, and return it."""
        changed = replace(row, position=self.recorded.position, **changes)
        self._rows[row.order_no] = changed
        return changed

    def put_all(self, **changes: Any) -> None:
        """Keep these changes in every row of the cycle."""
        for row in self.of_cycle():
            self.put(row, **changes)

    def begin_cycle(self, row: OrderRow) -> None:
        """Add a row of the centre for a new cycle."""
        self._rows[row.order_no], self._centre = row, row.order_no

    def give(self, unit: str, name: str, *, kind: Kind = "lead", state: State, runs: bool) -> None:
        """Give an order to a unit; one that it had before in this round is taken up again."""
        centre, order_no = self.centre, _name(self.centre.round, unit, kind)
        known = self._rows.get(order_no)
        if known is not None:
            known = self._continued(known) if kind == "lead" else known
            again = self.turn(known, state, runs=runs, at=self.at)
            carried = {field: getattr(centre, field) for field in _OF_THE_ROUNDS}
            self.put(again, kept=True, extension_waits=False, **_ANEW, **carried)
            return
        given = OrderRow(
            **{field: getattr(centre, field) for field in _OF_THE_CASE},
            order_no=order_no,
            position=self.recorded.position,
            kind=kind,
            unit=unit,
            unit_name=name,
            state=state,
            since=self.at,
            received_at=self.at,
            runs=runs,
            stretches=[self.at] if runs else [],
            first_round=not centre.reworked,
            used_rounds=self._used_before(unit) if kind == "lead" else 0,
        )
        self._rows[order_no] = given

    def _used_before(self, unit: str) -> int:
        """Return the open time in a unit's hands in the earlier rounds of the cycle."""
        led = (row for row in self.of_cycle() if row.kind == "lead" and row.unit == unit)
        last = max(led, key=lambda row: row.round, default=None)
        return last.used_rounds + last.used_seconds if last else 0

    def mark(self, **changes: Any) -> None:
        """Keep these changes in what the rounds of the cycle come to: for centre and lead."""
        for row in filter(None, (self.centre, self.lead)):
            self.put(row, **changes)

    def missed(self, due: datetime) -> None:
        """Note that a deadline of the cycle was missed (曾超时): the first one stays."""
        self.mark(late_since=self.centre.late_since or due)

    @property
    def is_foreign(self) -> bool:
        """Whether another system recorded it: what it says of lateness is all that is known."""
        return self.recorded.envelope.source is not None

    def _continued(self, row: OrderRow) -> OrderRow:
        """Go on by the case's clock, maybe another by now: what the last one counted is kept."""
        centre = self.centre
        if row.runs or row.calendar == centre.calendar:
            return self.put(row, due=centre.due)
        before = row.used_before + self._worked(row, row.stretches)
        return self.put(
            row,
            due=centre.due,
            calendar=centre.calendar,
            rule=centre.rule,
            used_before=before,
            stretches=[],
        )

    def turn(
        self, row: OrderRow, state: State, *, runs: bool | None = None, at: datetime | None = None
    ) -> OrderRow:
        """Put a row in another state since then; its clock runs or stands from then on, too."""
        at = at or self.ends
        since = max(at, row.since)
        changes: dict[str, Any] = {"state": state, "since": since}
        if row.state != "done":
            held = f"held_{row.state}"
            changes[held] = getattr(row, held) + _seconds(row.since, since)
        if runs is not None and runs != row.runs:
            border = max((at, *row.stretches[-1:]))
            changes |= {"runs": runs, "stretches": [*row.stretches, border]}
        turned = self.put(row, **changes)
        return turned if runs is not False else self._timed(turned)

    def take_away(
        self, row: OrderRow, why: str, *, kept: bool = False, at: datetime | None = None
    ) -> OrderRow:
        """End an order: the unit has it no longer."""
        done = self.turn(row, "done", runs=False, at=at or self.at)
        return self.put(done, kept=kept and row.kept, ended_at=done.since, ended_by=why)

    def hear(self) -> None:
        """Put the deadlines that the fact sets or moves each into the row that it is for."""
        limits, moves = limits_of(self.fact), getattr(self.fact, "moves", ())
        for limit in limits:
            self._set(limit.clock, limit.unit, limit.due, limit.calendar, rule=limit.rule)
        for move in moves:
            self._set(move.clock, move.unit, move.due, move.calendar)

    def _timed(self, row: OrderRow) -> OrderRow:
        """Return the open time in an order's stretches, all of it by the calendar of its clock."""
        used = row.used_before + self._worked(row, row.stretches)
        return row if used == row.used_seconds else self.put(row, used_seconds=used)

    def _worked(self, row: OrderRow, stretches: list[datetime]) -> int:
        pairs = zip(stretches[::2], stretches[1::2], strict=True)
        if row.calendar is None or row.calendar.startswith(_ROUND_THE_CLOCK):
            return sum(_seconds(since, until) for since, until in pairs)
        calendar = self._calendar_of(row.calendar)
        return sum(calendar.worked(since, until) for since, until in pairs)

    def _set(
        self, clock: str, unit: str | None, due: datetime, calendar: str, rule: str | None = None
    ) -> None:
        column = _COLUMNS.get(clock)
        if column is None:
            return
        if clock == "handling" and (rule or self.centre.due):
            self._set_handling(due, calendar, rule)
        elif clock == "handling":
            return  # there is no deadline that could be moved
        elif clock in ("dispatch", "callback"):
            self.put(self.centre, **{column: due})
            if clock == "callback":
                self.put(self.answers, callback_by=due)
        elif row := self._meant(clock, unit):
            more = {"calendar": calendar} if clock == "co_handling" else {}
            first = {"first_due": row.first_due or due} if clock == "co_handling" else {}
            self.put(row, **{column: due}, **more, **first)

    def _meant(self, clock: str, unit: str | None) -> OrderRow | None:
        if clock in ("feedback", "suspension"):
            return self.lead
        if unit is None:
            return None
        return self.order(unit, "co") if clock == "co_handling" else self.held_by(unit)

    def _set_handling(self, due: datetime, calendar: str, rule: str | None) -> None:
        """Set the handling clock, which is the case's: who leads next has what is left of it."""
        for row in filter(None, (self.centre, self.lead)):
            begun = self._begun(row, rule, due) if rule else {}
            moved = self.put(row, due=due, calendar=calendar, **begun)
            if not moved.runs:
                self._timed(moved)

    def _begun(self, row: OrderRow, rule: str, due: datetime) -> dict[str, Any]:
        """Return a new clock: what the one before it counted is settled by its own calendar."""
        past = row.stretches[:-1] if row.runs else row.stretches
        before = row.used_before + self._worked(row, past)
        anew = {"used_before": before, "stretches": row.stretches[len(past) :]}
        return {"rule": rule, "first_due": due, **anew}


def as_before(order: OrderRow) -> State:
    """Return what a unit goes on with when a halt or a dispute is over."""
    return "working" if order.acknowledged_at else "waiting"


def _name(round_: int, unit: str, kind: Kind) -> str:
    return f"{round_}/{unit}" if kind == "lead" else f"{round_}/{unit}/协办"


def _cycle(row: OrderRow) -> int:
    return row.cycle


def _seconds(since: datetime, until: datetime) -> int:
    """Return whole seconds between two instants, each cut to its second first, so that the
    parts of a time add up to the whole of it."""
    return int(until.timestamp()) - int(since.timestamp())
