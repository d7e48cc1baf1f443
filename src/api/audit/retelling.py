"""重述: an appeal told again, one fact after another, in the order of the log.

Deliberately plain: it shares nothing with the view but the facts. Whoever wants to know why a case
was counted reads here what each fact means for it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from api.audit.of_claimants import OfClaimants
from api.audit.of_units import OfUnits
from api.audit.parts import Cycle
from casework.appeal import events as e
from casework.facts import Recorded


def retold(history: Iterable[Recorded]) -> list[Cycle]:
    """The cycles of one appeal, the first first."""
    telling = Retelling()
    for recorded in history:
        telling.hear(recorded)
    return telling.cycles


class Retelling(OfUnits, OfClaimants):
    """What each fact means, chapter by chapter."""

    def hear(self, recorded: Recorded) -> None:
        """One more fact: what it changes, then the deadlines that it sets and moves."""
        envelope, fact = recorded.envelope, recorded.fact
        if self.cycles and self.now.closed_at and type(fact) in _NOT_AFTER_CLOSING:
            return
        self.foreign = envelope.source is not None
        self.begins, self.happened = recorded.begins_at, recorded.ends_at
        self.user = envelope.actor.user
        if isinstance(fact, e.AppealCollected):
            self._collected(recorded.stream, fact)
        if (tell := CHAPTERS[type(fact)]) is not None:
            tell(self, fact)
        self._deadlines(fact)


# Nothing is counted by them; what they set or move of a deadline is heard all the same.
_UNCOUNTED = (
    e.AppealCollected, e.InfoRequested, e.InfoProvided, e.AppealAnsweredDirectly,
    e.AppealNotAccepted, e.AppealTransferredOut, e.ChildAttached, e.ChildDetached,
    e.SensitivityMarked, e.OrderAssignedWithinUnit, e.ContactRecorded,
    e.ProgressRecorded, e.SuspensionRequested,
    e.SuspensionRefused, e.TerminationRequested, e.TerminationRefused, e.HandlingTerminated,
    e.HandlingAccepted, e.WithdrawalRequested, e.AppealArchived, e.AppealSupplemented,
    e.ResultPrepared, e.FeedbackFailed, e.EvaluationGiven, e.ObjectionRaised, e.ObjectionSettled,
    e.ExclusionRequested, e.ExclusionRefused, e.AssessmentAppealed, e.AssessmentUpheld,
    e.ApprovalRequested, e.ApprovalGranted, e.ApprovalDeclined, e.DecisionEndorsed,
    e.OrderUrged, e.SupervisionOpened, e.SupervisionReplied, e.SupervisionClosed, e.ClockReminded,
    e.DeadlineRecalculated, e.NoteAdded, e.FileAttached, e.AppealLabelled, e.RecusalRecorded,
    e.DispatcherChanged,
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
        e.OrderRecalled, e.ReturnAccepted, e.ArbitrationOpened,
    ),
    Retelling._asking: (e.ReturnRequested, e.ReturnRefused, e.RequestVoided),
    Retelling._helping: (e.CoHandlerAdded, e.WhistleBlown, e.CoHandlerReported),
    Retelling._handling: (
        e.AppealHandled, e.HandlingSentBack, e.AppealFedBack, e.ResultShared,
    ),
    Retelling._extending: (e.ExtensionRequested, e.ExtensionApproved, e.ExtensionRefused),
    Retelling._time: (e.AppealSuspended, e.AppealResumed, e.ClockOverdue),
    Retelling._judging: (
        e.CallbackRecorded, e.RecordCorrected, e.ReworkOrdered, e.AppealReopened,
        e.AppealClosed,
    ),
    Retelling._assessing: (e.ExclusionGranted, e.AssessmentCorrected),
}  # fmt: skip
CHAPTERS: dict[type, Callable[[Retelling, Any], None] | None] = {
    **dict.fromkeys(_UNCOUNTED),
    **{fact: tell for tell, facts in _TOLD.items() for fact in facts},
}
"""Every fact of an appeal, and where it is told; one that stands nowhere fails."""

_NOT_AFTER_CLOSING = frozenset({
    *_TOLD[Retelling._giving], *_TOLD[Retelling._returning], *_TOLD[Retelling._helping],
    *_TOLD[Retelling._time], *_TOLD[Retelling._extending], *_TOLD[Retelling._asking],
    e.AppealHandled, e.HandlingSentBack, e.ReworkOrdered, e.OrderAssignedWithinUnit,
    e.ContactRecorded,
})  # fmt: skip
"""A cycle lasts to its closing: who had the case then answers for it, and only a reopening begins
another. A foreign history may go on telling who has it, or that it was done."""
