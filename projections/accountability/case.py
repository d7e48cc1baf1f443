"""The rows of one appeal while a fact is folded into them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from casework.facts import Recorded
from casework.policy.calendar import WorkCalendar
from projections.accountability.rows import Kind, OrderRow

CENTRE = "centre"
CalendarOf = Callable[[str], WorkCalendar]
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
        self.calendar_of = calendar_of

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
        return self._rows.get(number_of(self.centre.round, unit, kind))

    def row(self, order_no: str) -> OrderRow:
        """Return a row by its number, as it is now."""
        return self._rows[order_no]

    def lead_in(self, round_: int, unit: str) -> OrderRow | None:
        """Return the order that a unit led in a round, also of an earlier cycle."""
        return self._rows.get(number_of(round_, unit, "lead"))

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

    def add(self, row: OrderRow) -> None:
        """Add the row of an order that nobody had before."""
        self._rows[row.order_no] = row

    def begin_cycle(self, row: OrderRow) -> None:
        """Add a row of the centre for a new cycle."""
        self.add(row)
        self._centre = row.order_no

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


def number_of(round_: int, unit: str, kind: Kind) -> str:
    """Return the number of a unit's order in a round."""
    return f"{round_}/{unit}" if kind == "lead" else f"{round_}/{unit}/协办"


def _cycle(row: OrderRow) -> int:
    return row.cycle
