"""经手: in whose hands an appeal is; the plain steps that the handlers of facts are made of."""

from collections.abc import Iterable
from datetime import datetime

from api.reports.recount.model import Cycle, HandlingClock, WorkOrder
from casework.appeal.events.parts import CoOrder
from casework.facts import Recorded


class ReplayedCase:
    """One appeal while it is replayed: its cycles, and the instants of the fact that is applied.

    What a fact starts counts from `begins`, what it ends ended at `happened`; it is `foreign` where
    another system recorded it.
    """

    begins: datetime
    happened: datetime
    foreign: bool
    user: str
    stream: str

    def __init__(self) -> None:
        self.cycles: list[Cycle] = []

    def turn_to(self, recorded: Recorded) -> None:
        """Take over from a fact when and by whom it was."""
        envelope, self.stream = recorded.envelope, recorded.stream
        self.begins, self.happened = recorded.begins_at, recorded.ends_at
        self.foreign, self.user = envelope.source is not None, envelope.actor.user

    @property
    def now(self) -> Cycle:
        """Return the cycle that lasts."""
        return self.cycles[-1]

    def take_lateness(self, *, known: bool, late: bool) -> None:
        """Take what a foreign history says of lateness for lateness."""
        if self.foreign:
            self.now.lateness_known |= known
            self.now.was_late |= late

    def lead(self, unit: str) -> WorkOrder:
        """Give a unit the order that leads, with the handling clock, and return it."""
        if (helper := self.now.known(unit, leads=False)) and helper.has_it:
            helper.is_taken_away(self.begins)  # who leads from now on helps no more
        self.now.sent_to.append(unit)
        self.now.in_pool = False
        order = self.give(unit, leads=True)
        order.due = self.now.clock.due
        order.starts(self.now.clock, self.begins)
        self.now.led[-1] = order
        return order

    def give(self, unit: str, *, leads: bool) -> WorkOrder:
        """Return a new order; one that the unit had before in this round is taken up again."""
        order = self.now.known(unit, leads=leads)
        if order is None:
            order = WorkOrder(unit, self.now.round, leads)
            self.now.orders.append(order)
        else:
            order.is_taken_up_again()
        return order

    def help(self, orders: Iterable[CoOrder], *, whistled: bool = False) -> None:
        """Give each unit asked for help an order; its deadline comes with the limits."""
        for asked in orders:
            order = self.give(asked.unit, leads=False)
            order.whistled, order.due = whistled, None

    def halt(self, order: WorkOrder) -> None:
        """Let no time pass for an order from then on."""
        order.stood_at = order.stood_at if order.stands else self.begins
        order.stands = True

    def leave_without_lead(self, *, in_pool: bool) -> None:
        """Let nobody lead from now on."""
        self.now.led[-1] = None
        self.now.in_pool = in_pool

    def take_from_lead(self) -> None:
        """Take the order away from whoever leads."""
        if self.now.lead is not None:
            self.now.lead.is_taken_away(self.begins)

    def begin_round(self, round_: int, unit: str | None) -> None:
        """Begin a further round of the cycle, led by a unit."""
        self.now.round, self.now.told, self.now.answered_at = round_, False, None
        self.now.led.append(None)
        self.now.clock = HandlingClock()  # a round has the limit that it is given
        self.begin_again(unit)

    def begin_again(self, unit: str | None) -> None:
        """Let a unit lead that goes on being what it was before: extended, suspended once."""
        if unit is None:
            return
        earlier = [o for o in self.now.orders if o.leads and o.unit == unit]
        sent_to = list(self.now.sent_to) or [unit]
        order = self.lead(unit)
        self.now.sent_to = sent_to  # nobody sent it elsewhere by that
        order.extended = any(o.extended for o in earlier)
        order.suspended = any(o.suspended for o in earlier)
