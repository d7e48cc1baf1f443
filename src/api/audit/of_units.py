"""工单的重述: what each fact means for who has the case and what is done with it."""

from typing import Any

from api.audit.hands import Hands
from casework.appeal import events as e


class OfUnits(Hands):
    """Sending, returning, helping, handling and the time that it takes."""

    def _giving(self, fact: Any) -> None:
        match fact:
            case e.AppealDispatched():
                self._taken_from_lead()  # a foreign history may send it on without more ado
                self.now.round = fact.round
                if self.now.dispatch_by is not None and self.begins > self.now.dispatch_by:
                    self.now.dispatched_late = True
                self.now.dispatched_at = self.now.dispatched_at or self.begins
                self._lead(fact.lead_unit)
                self._help(fact.co_orders)
            case e.AppealReassigned():
                before = self.now.lead
                if before is not None:
                    before.is_taken_away(self.begins)
                stood = before is not None and before.stands
                given = self._lead(fact.to_unit)
                if stood:  # in a foreign history the case waits on, in other hands
                    self._stands(given)
                    given.stretches.pop()
            case e.UnitDesignated():
                self._taken_from_lead()
                self._lead(fact.unit)
            case e.OrdersHandedOver():
                self._handed_over(fact)
            case e.OrderAcknowledged():
                if order := self.now.held_by(fact.unit):
                    order.acknowledged_at = self.happened

    def _returning(self, fact: Any) -> None:
        match fact:
            case e.OrderRecalled():
                self._taken_from_lead()
                self._nobody_leads(in_pool=True)
            case e.ReturnAccepted():
                if order := self.now.held_by(fact.unit):
                    order.returns_accepted += 1
                    order.is_taken_away(self.begins)
                    if order.leads:
                        self.now.return_accepted = True
                        self._nobody_leads(in_pool=True)
            case e.ArbitrationOpened():  # while it is disputed the centre holds it
                self._taken_from_lead()
                self._nobody_leads(in_pool=False)

    def _asking(self, fact: Any) -> None:
        """What a unit asks for, and what becomes of it where the order stays with it."""
        match fact:
            case e.ReturnRequested():
                if order := self.now.held_by(fact.unit):
                    order.returns += 1
                    if fact.lead:  # while it is decided, nobody waits for the unit
                        order.stops(self.begins)
                        if order.acknowledged_at is None:
                            order.wants_rid_of_it_since = self.happened
            case e.ReturnRefused():
                self._keeps_it(fact.unit, again=fact.lead)
            case e.RequestVoided() if fact.matter == "return":
                self._keeps_it(fact.unit, again=not fact.helper)
            case e.RequestVoided() if fact.matter == "extension":
                if order := self.now.held_by(fact.unit):
                    order.asked_for_more_time = False

    def _keeps_it(self, unit: str, *, again: bool) -> None:
        """It waits for no return any more; where the centre had its time, it has that again."""
        if order := self.now.held_by(unit):
            order.wants_rid_of_it_since = None
            if again:
                order.starts(self.now.clock, self.begins)

    def _helping(self, fact: Any) -> None:
        match fact:
            case e.CoHandlerAdded():
                self._help((fact.order,))
            case e.WhistleBlown():
                self._help(fact.orders, whistled=True)
            case e.CoHandlerReported() if not fact.interim:
                if order := self.now.known(fact.unit, leads=False):
                    order.handled_at, order.handled_by = self.happened, self.user
                    order.ends(self.happened)

    def _handling(self, fact: Any) -> None:
        lead = self.now.lead
        if isinstance(fact, e.AppealHandled):
            self._heard_of_lateness(fact)
        match fact:
            case e.AppealHandled() if lead is not None:
                lead.stops(self.happened)
                lead.handled_at, lead.handled_by = self.happened, self.user
                lead.stands = lead.asked_for_more_time = False
                self._sign_no_more()
            case e.HandlingSentBack() if lead is not None:
                self.now.was_late |= (
                    lead.handled_at is not None and lead.missed
                )  # what it mends is the result, not its lateness
                lead.handled_at = lead.feed_back_by = None
                lead.ended_at = lead.signing_ended_at = None
                lead.stands = False
                lead.sent_back = True
                lead.starts(self.now.clock, self.begins)
            case e.AppealFedBack():
                for order in self.now.open_orders():
                    if not order.leads and order.unit in fact.parts_open:
                        continue  # it may report until its own deadline
                    order.left_out = not order.leads
                    order.ends(self.happened)
                    if order.leads:
                        order.fed_back_at = self.happened
                self.now.told = True
            case e.ResultShared():
                self.now.told, self.now.answer, self.now.answered_at = True, None, None
                self.now.results_told += 1

    def _sign_no_more(self) -> None:
        """Who had not to sign for it before the result need not any more."""
        for order in self.now.open_orders():
            by = order.acknowledge_by
            if order.acknowledged_at is None and by is not None and by >= self.happened:
                order.acknowledge_by = None

    def _extending(self, fact: Any) -> None:
        lead = self.now.lead
        match fact:
            case e.ExtensionRequested():  # asked for before the deadline, it is in time
                order = self.now.held_by(fact.unit)
                if order is not None and order.due and self.happened <= order.due:
                    order.asked_for_more_time = True
            case e.ExtensionApproved() | e.ExtensionRefused():
                if order := self.now.held_by(fact.unit):
                    order.asked_for_more_time = False
                if lead is not None and isinstance(fact, e.ExtensionApproved):
                    lead.extended = True

    def _time(self, fact: Any) -> None:
        lead = self.now.lead
        match fact:
            case e.AppealSuspended():
                if lead is not None:
                    lead.suspended = True
                for order in self.now.open_orders():
                    if order.handled_at is None:
                        order.stops(self.begins)
                        self._stands(order)
            case e.AppealResumed():
                for order in self.now.open_orders():
                    if order.stands and order.leads:
                        order.starts(self.now.clock, self.begins)
                    order.stands = False
            case e.ClockOverdue(clock="handling") if self.foreign:  # of ours it is computed
                self.now.was_late = True
