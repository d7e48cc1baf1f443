"""重述: an appeal told again, one fact after another, in the order of the log.

Deliberately plain: it shares nothing with the view but the facts. Whoever wants to know why a case
was counted reads here what each fact means for it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from api.audit.hands import Hands
from api.audit.parts import Answer, Cycle
from casework.appeal import events as e
from casework.facts import Recorded


def retold(history: Iterable[Recorded]) -> list[Cycle]:
    """The cycles of one appeal, the first first."""
    telling = Retelling()
    for recorded in history:
        telling.hear(recorded)
    return telling.cycles


class Retelling(Hands):
    """What each fact means, chapter by chapter."""

    def hear(self, recorded: Recorded) -> None:
        """One more fact: what it changes, then the deadlines that it sets and moves."""
        envelope, fact = recorded.envelope, recorded.fact
        self.begins, self.happened = envelope.begins_at, envelope.happened_at
        self.user = envelope.actor.user
        if isinstance(fact, e.AppealCollected):
            self._collected(recorded.stream, fact)
        if (tell := CHAPTERS[type(fact)]) is not None:
            tell(self, fact)
        self._deadlines(fact)

    def _collected(self, appeal_no: str, fact: e.AppealCollected) -> None:
        cycle = Cycle(
            appeal_no, 0, 0, self.begins, fact.channel, fact.type, fact.category, fact.area,
            fact.related_to, in_pool=True,
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
                self.now.callback_by = self.now.answer = None
                self.now.closed_at = self.now.closing_kind = None
            case e.AppealRejoined():  # closed with its parent, it is open again with it
                self.now.told, self.now.results_told = False, 0
                self.now.callback_by = self.now.answer = None
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

    def _giving(self, fact: Any) -> None:
        match fact:
            case e.AppealDispatched():
                self.now.round = fact.round
                if self.now.dispatch_by is not None and self.begins > self.now.dispatch_by:
                    self.now.dispatched_late = True
                self.now.dispatched_at = self.now.dispatched_at or self.begins
                self._lead(fact.lead_unit)
                self._help(fact.co_orders)
            case e.AppealReassigned():
                if self.now.lead is not None:
                    self.now.lead.is_taken_away(self.begins)
                self._lead(fact.to_unit)
            case e.UnitDesignated():
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
            case e.ReturnRequested():
                if order := self.now.held_by(fact.unit):
                    order.returns += 1
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
        match fact:
            case e.AppealHandled() if lead is not None:
                lead.stops(self.happened)
                lead.handled_at, lead.handled_by = self.happened, self.user
                self._sign_no_more()
            case e.HandlingSentBack() if lead is not None:
                lead.handled_at = lead.feed_back_by = None
                lead.sent_back = True
                lead.starts(self.now.clock, self.begins)
            case e.AppealFedBack():
                for order in self.now.open_orders():
                    order.left_out = not order.leads
                    order.ends(self.happened)
                    if order.leads:
                        order.fed_back_at = self.happened
                self.now.told = True
            case e.ResultShared():
                self.now.told, self.now.answer = True, None
                self.now.results_told += 1

    def _sign_no_more(self) -> None:
        """Who had not to sign for it before the result need not any more."""
        for order in self.now.open_orders():
            by = order.acknowledge_by
            if order.acknowledged_at is None and by is not None and by >= self.happened:
                order.acknowledge_by = None

    def _time(self, fact: Any) -> None:
        lead = self.now.lead
        match fact:
            case e.ExtensionApproved() if lead is not None:
                lead.extended = True
            case e.AppealSuspended():
                self.now.suspended = True
                if lead is not None:
                    lead.suspended = True
                    lead.stops(self.begins)
            case e.AppealResumed():
                was, self.now.suspended = self.now.suspended, False
                if was and lead is not None and lead.handled_at is None and not lead.ended_at:
                    lead.starts(self.now.clock, self.begins)

    def _judging(self, fact: Any) -> None:
        match fact:
            case e.CallbackRecorded() if fact.connected and self.now.told:
                answered = self.now.lead or self.now
                answered.answer = Answer(
                    self.happened, fact.contacted, fact.solved, fact.satisfied, fact.stars
                )
            case e.RecordCorrected() if not fact.superseded:
                self._corrected(fact)
            case e.ReworkOrdered():  # a further round of the same cycle
                before = self.now.lead
                for order in self.now.open_orders():
                    order.ends(self.begins)
                self._further_round(fact.round, fact.unit or (before.unit if before else None))
            case e.AppealReopened():  # a new cycle; the one before stays as it is
                last = self.now.lead.unit if self.now.lead else None
                sent_to = self.now.sent_to[-1:]
                for order in self.now.open_orders():
                    order.ends(self.begins)
                self.cycles.append(self.now.again(fact.round, self.begins))
                self._begun_again(fact.unit or last or (sent_to[0] if sent_to else None))
            case e.AppealClosed():
                for order in self.now.open_orders():
                    order.ends(self.happened)
                self.now.in_pool = False
                self.now.closed_at, self.now.closing_kind = self.happened, fact.kind
            case e.ExclusionGranted():
                self.now.excluded = fact.ground

    def _corrected(self, fact: e.RecordCorrected) -> None:
        """The newest record is the one that counts."""
        led = [o for c in self.cycles for o in c.orders if o.leads and o.round == fact.round]
        order = next((o for o in led if o.unit == fact.unit), None)
        if fact.record == "callback":
            said = (fact.contacted, fact.solved, fact.satisfied, fact.stars)
            answered = order or self.now
            at = answered.answer.at if answered.answer else fact.happened_at
            answered.answer = Answer(at, *said) if fact.connected else None
        elif fact.record == "feedback" and fact.limits:  # it is to be told still
            self.now.told = False
            if lead := self.now.lead:
                lead.fed_back_at = lead.ended_at = lead.callback_by = None


# Nothing is counted by them; what they set or move of a deadline is heard all the same.
_UNCOUNTED = (
    e.AppealCollected, e.InfoRequested, e.InfoProvided, e.AppealAnsweredDirectly,
    e.AppealNotAccepted, e.AppealTransferredOut, e.ChildAttached, e.ChildDetached,
    e.SensitivityMarked, e.OrderAssignedWithinUnit, e.ReturnRefused, e.ContactRecorded,
    e.ProgressRecorded, e.ExtensionRequested, e.ExtensionRefused, e.SuspensionRequested,
    e.SuspensionRefused, e.TerminationRequested, e.TerminationRefused, e.HandlingTerminated,
    e.HandlingAccepted, e.WithdrawalRequested, e.AppealArchived, e.AppealSupplemented,
    e.ResultPrepared, e.FeedbackFailed, e.EvaluationGiven, e.ObjectionRaised, e.ObjectionSettled,
    e.ExclusionRequested, e.ExclusionRefused, e.AssessmentAppealed, e.AssessmentCorrected,
    e.AssessmentUpheld, e.DecisionEndorsed, e.OrderUrged, e.SupervisionOpened,
    e.SupervisionReplied, e.SupervisionClosed, e.ClockReminded, e.ClockOverdue,
    e.DeadlineRecalculated, e.NoteAdded, e.FileAttached, e.AppealLabelled, e.RecusalRecorded,
    e.ClaimantRevealed, e.PersonalDataErased,
)  # fmt: skip
_TOLD: dict[Callable[[Retelling, Any], None], tuple[type, ...]] = {
    Retelling._intake: (
        e.IntakeAmended, e.AppealReclassified, e.AppealMerged, e.AppealUnmerged,
        e.AppealRejoined, e.ParentChanged, e.ProtectionAmended, e.AppealWithdrawn,
    ),
    Retelling._giving: (
        e.AppealDispatched, e.AppealReassigned, e.UnitDesignated, e.OrdersHandedOver,
        e.OrderAcknowledged,
    ),
    Retelling._returning: (
        e.OrderRecalled, e.ReturnRequested, e.ReturnAccepted, e.ArbitrationOpened,
    ),
    Retelling._helping: (e.CoHandlerAdded, e.WhistleBlown, e.CoHandlerReported),
    Retelling._handling: (
        e.AppealHandled, e.HandlingSentBack, e.AppealFedBack, e.ResultShared,
    ),
    Retelling._time: (e.ExtensionApproved, e.AppealSuspended, e.AppealResumed),
    Retelling._judging: (
        e.CallbackRecorded, e.RecordCorrected, e.ReworkOrdered, e.AppealReopened,
        e.AppealClosed, e.ExclusionGranted,
    ),
}  # fmt: skip
CHAPTERS: dict[type, Callable[[Retelling, Any], None] | None] = {
    **dict.fromkeys(_UNCOUNTED),
    **{fact: tell for tell, facts in _TOLD.items() for fact in facts},
}
"""Every fact of an appeal, and where it is told; one that stands nowhere fails."""
