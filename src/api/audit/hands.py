"""手中: in whose hands an appeal is, and until when; the plain steps that facts are told by."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from api.audit.parts import Clock, Cycle, Order
from casework.appeal import events as e
from casework.appeal.events.parts import CoOrder, Limit, Move


class Hands:
    """One appeal: its cycles, and the instants of the fact that is being told."""

    def __init__(self) -> None:
        self.cycles: list[Cycle] = []
        self.begins: datetime  # what the fact starts counts from then
        self.happened: datetime  # what it ends ended then
        self.foreign: bool  # another system recorded it
        self.user: str

    @property
    def now(self) -> Cycle:
        """The cycle that lasts."""
        return self.cycles[-1]

    def _heard_of_lateness(self, fact: e.AppealHandled | e.AppealClosed) -> None:
        """What a foreign history says of lateness is lateness."""
        if self.foreign:
            self.now.lateness_known |= fact.lateness_known
            self.now.was_late |= fact.late or getattr(fact, "kind", None) == "normal_late"

    def _lead(self, unit: str) -> Order:
        if (helper := self.now.known(unit, leads=False)) and helper.has_it:
            helper.is_taken_away(self.begins)  # who leads from now on helps no more
        self.now.sent_to.append(unit)
        self.now.in_pool = False
        order = self._given(unit, leads=True)
        order.due = self.now.clock.due
        order.starts(self.now.clock, self.begins)
        self.now.led[-1] = order
        return order

    def _given(self, unit: str, *, leads: bool) -> Order:
        """A new order; one that the unit had before in this round is taken up again."""
        order = self.now.known(unit, leads=leads)
        if order is None:
            order = Order(unit, self.now.round, leads)
            self.now.orders.append(order)
            return order
        order.has_it, order.left_out = True, False
        order.ended_at = order.signing_ended_at = None
        order.acknowledged_at = order.handled_at = order.handled_by = None
        order.feed_back_by = order.fed_back_at = None
        order.stands = order.asked_for_more_time = False
        order.wants_rid_of_it_since = None
        return order

    def _stands(self, order: Order) -> None:
        """No time passes for it from then on."""
        order.stood_at = order.stood_at if order.stands else self.begins
        order.stands = True

    def _nobody_leads(self, *, in_pool: bool) -> None:
        self.now.led[-1] = None
        self.now.in_pool = in_pool

    def _taken_from_lead(self) -> None:
        if self.now.lead is not None:
            self.now.lead.is_taken_away(self.begins)

    def _handed_over(self, fact: e.OrdersHandedOver) -> None:
        """The successor stands where the unit stood; what was done stays with who did it."""
        order = self.now.held_by(fact.from_unit)
        if order is None or order.ended_at is not None:
            return
        if not order.leads and self.now.held_by(fact.to_unit) is not None:
            order.is_taken_away(self.begins)  # it has one already, and one is enough
            return
        ran = order.runs
        order.is_taken_away(self.begins)
        if order.leads:
            sent_to = list(self.now.sent_to)
            successor = self._lead(fact.to_unit)
            self.now.sent_to = [fact.to_unit if u == fact.from_unit else u for u in sent_to]
            if not ran:
                successor.stretches.pop()
        else:
            successor = self._given(fact.to_unit, leads=False)
        for inherited in (
            "acknowledge_by", "acknowledged_at", "due", "handled_at", "handled_by", "feed_back_by",
            "whistled", "extended", "suspended", "sent_back", "stands", "stood_at",
            "asked_for_more_time", "wants_rid_of_it_since",
        ):  # fmt: skip
            setattr(successor, inherited, getattr(order, inherited))

    def _help(self, orders: Iterable[CoOrder], *, whistled: bool = False) -> None:
        for asked in orders:
            order = self._given(asked.unit, leads=False)
            order.whistled, order.due = whistled, None

    def _further_round(self, round_: int, unit: str | None) -> None:
        self.now.round, self.now.told, self.now.answered_at = round_, False, None
        self.now.led.append(None)
        self.now.clock = Clock()  # a round has the limit that it is given
        self._begun_again(unit)

    def _begun_again(self, unit: str | None) -> None:
        """The same unit as before goes on being what it was: extended, suspended once."""
        if unit is None:
            return
        earlier = [o for o in self.now.orders if o.leads and o.unit == unit]
        sent_to = list(self.now.sent_to) or [unit]
        order = self._lead(unit)
        self.now.sent_to = sent_to  # nobody sent it elsewhere by that
        order.extended = any(o.extended for o in earlier)
        order.suspended = any(o.suspended for o in earlier)

    def _deadlines(self, fact: Any) -> None:
        limits: tuple[Limit, ...] = getattr(fact, "limits", ())
        moves: tuple[Move, ...] = getattr(fact, "moves", ())
        if isinstance(fact, e.AppealDispatched) and not limits and fact.deadline:
            self._new_clock(fact.deadline, None)  # a foreign history names the deadline alone
        for limit in limits:
            if limit.clock == "handling":
                self._new_clock(limit.due, limit.calendar)
            self._due(limit.clock, limit.unit, limit.due)
        for move in moves:
            if move.clock == "handling":
                if self.now.clock.due is None:
                    continue  # there is no deadline that could be moved
                self.now.clock.due, self.now.clock.calendar = move.due, move.calendar
            self._due(move.clock, move.unit, move.due)

    def _new_clock(self, due: datetime, calendar: str | None) -> None:
        self.now.clock = Clock(due, calendar)
        if self.now.lead is not None:
            self.now.lead.due = due
            if self.now.lead.runs:
                self.now.lead.stretches[-1].clock = self.now.clock

    def _due(self, clock: str, unit: str | None, due: datetime) -> None:
        lead, order = self.now.lead, self.now.held_by(unit)
        match clock:
            case "dispatch":
                self.now.dispatch_by = due
            case "acknowledgement" if order is not None:
                order.acknowledge_by = due
            case "co_handling" if unit and (helper := self.now.known(unit, leads=False)):
                helper.due = due
            case "handling" if lead is not None:
                lead.due = due
            case "feedback" if lead is not None:
                lead.feed_back_by = due
            case "callback":
                (lead or self.now).callback_by = due
