"""诉求的重述: what each fact means for the case and its claimant."""

from typing import Any

from api.audit.hands import Hands
from api.audit.parts import Answer, Cycle
from casework.appeal import events as e


class OfClaimants(Hands):
    """Taking in, what the claimant says, another round, the end, and what counts."""

    def _collected(self, appeal_no: str, fact: e.AppealCollected) -> None:
        cycle = Cycle(
            appeal_no, 0, 0, self.begins, fact.channel, fact.type, fact.category, fact.area,
            fact.related_to, in_pool=True, anonymous=fact.claimant_kind == "anonymous",
        )  # fmt: skip
        self.cycles.append(cycle)

    def _intake(self, fact: Any) -> None:
        match fact:
            case e.IntakeAmended():
                self.now.type = fact.type or self.now.type
                self.now.category = fact.category or self.now.category
                self.now.area = fact.area or self.now.area
            case e.AppealReclassified():
                self.now.category = fact.category
            case e.AppealMerged():  # handled with its parent from now on
                for order in self.now.open_orders():
                    order.is_taken_away(self.happened)
                self.now.parent_no = fact.parent_no
                self._nobody_leads(in_pool=False)
            case e.AppealUnmerged():  # another matter: what was told of the parent is void
                self.now.parent_no, self.now.in_pool = None, True
                self.now.told, self.now.results_told = False, 0
                self.now.callback_by = self.now.answer = self.now.answered_at = None
                self.now.closed_at = self.now.closing_kind = None
            case e.AppealRejoined():  # closed with its parent, it is open again with it
                self.now.told, self.now.results_told = False, 0
                self.now.callback_by = self.now.answer = self.now.answered_at = None
                self.now.closed_at = self.now.closing_kind = None
            case e.ParentChanged():
                self.now.parent_no = fact.parent_no
            case e.ProtectionAmended():  # who is accused has no part in it any more
                for unit in fact.ended:
                    helper = self.now.known(unit, leads=False)
                    if helper is not None and helper.has_it:
                        helper.is_taken_away(self.begins)
                if any(limit.clock == "closing" for limit in fact.limits):
                    self._nobody_to_call()
            case e.AppealWithdrawn() if fact.limits:
                self._nobody_to_call()

    def _nobody_to_call(self) -> None:
        (self.now.lead or self.now).callback_by = None

    def _judging(self, fact: Any) -> None:
        match fact:
            case e.CallbackRecorded() if fact.connected and self.now.told:
                answered = self.now.lead or self.now
                answered.answer = Answer(
                    self.happened, fact.contacted, fact.solved, fact.satisfied, fact.stars
                )
                self.now.answered_at = self.happened
            case e.RecordCorrected() if not fact.superseded:
                self._corrected(fact)
            case e.ReworkOrdered():  # a further round of the same cycle
                before = self.now.lead
                if before is not None:
                    before.round_ended_at = self.begins
                for order in self.now.open_orders():
                    order.ends(self.begins)
                self._further_round(fact.round, fact.unit or (before.unit if before else None))
            case e.AppealReopened():  # a new cycle; the one before stays as it is
                last = self.now.lead.unit if self.now.lead else None
                sent_to = self.now.sent_to[-1:]
                for order in self.now.open_orders():
                    order.ends(self.begins)
                self.now.closed_at = self.now.closed_at or self.begins
                self.cycles.append(self.now.again(fact.round, self.begins))
                self._begun_again(fact.unit or last or (sent_to[0] if sent_to else None))
            case e.AppealClosed():
                self._heard_of_lateness(fact)
                for order in self.now.open_orders():
                    order.ends(self.happened)
                self.now.in_pool = False
                self.now.closed_at = self.now.closed_at or self.happened
                self.now.closing_kind = fact.kind

    def _assessing(self, fact: Any) -> None:
        """What is not counted, or counted otherwise, by a decision."""
        match fact:
            case e.ExclusionGranted():
                self.now.excluded = fact.ground
            case e.AssessmentCorrected():
                self.now.corrected |= set(fact.counted_as)
                for order in self.now.orders:
                    if fact.unit in (None, order.unit):
                        order.corrected |= set(fact.counted_as)

    def _corrected(self, fact: e.RecordCorrected) -> None:
        """The newest record is the one that counts."""
        led = [o for c in self.cycles for o in c.orders if o.leads and o.round == fact.round]
        order = next((o for o in led if o.unit == fact.unit), None)
        if fact.record == "callback":
            said = (fact.contacted, fact.solved, fact.satisfied, fact.stars)
            answered = order or self.now
            at = answered.answer.at if answered.answer else fact.happened_at
            answered.answer = Answer(at, *said) if fact.connected else None
            if not fact.connected and fact.round == self.now.round:
                self.now.answered_at = None
        elif fact.record == "feedback" and fact.limits:  # it is to be told still
            self.now.told = False
            if lead := self.now.lead:
                lead.fed_back_at = lead.ended_at = lead.callback_by = None
