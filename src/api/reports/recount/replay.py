"""重放: an appeal told again, one fact after another, in the order of the log.

Deliberately plain: it shares nothing with the view but the facts. To see why a case was counted,
look up in `HANDLERS` what each of its facts does.
"""

from collections.abc import Callable, Iterable
from typing import Any

from api.reports.recount import claimants, handing_over, orders
from api.reports.recount.custody import ReplayedCase
from api.reports.recount.deadlines import set_deadlines
from api.reports.recount.model import Cycle
from casework.appeal import events as e
from casework.facts import Recorded

Handler = Callable[[ReplayedCase, Any], None]


def replay(history: Iterable[Recorded]) -> list[Cycle]:
    """Return the cycles of one appeal, the first first."""
    case = ReplayedCase()
    for recorded in history:
        apply(case, recorded)
    return case.cycles


def apply(case: ReplayedCase, recorded: Recorded) -> None:
    """Apply one fact: what it changes, then the deadlines that it sets and moves."""
    fact = recorded.fact
    if case.cycles and case.now.closed_at and type(fact) in _NOT_AFTER_CLOSING:
        return
    case.turn_to(recorded)
    if (handler := HANDLERS[type(fact)]) is not None:
        handler(case, fact)
    set_deadlines(case, fact)


_OF_ORDERS: dict[type, Handler] = {
    e.AppealDispatched: orders.dispatched,
    e.AppealReassigned: orders.reassigned,
    e.UnitDesignated: orders.designated,
    e.OrdersHandedOver: handing_over.handed_over,
    e.OrderAcknowledged: orders.acknowledged,
    e.OrderRecalled: orders.recalled,
    e.ReturnAccepted: orders.return_accepted,
    e.ArbitrationOpened: orders.arbitration_opened,
    e.ReturnRequested: orders.return_requested,
    e.ReturnRefused: orders.return_refused,
    e.RequestVoided: orders.request_voided,
    e.CoHandlerAdded: orders.co_handler_added,
    e.WhistleBlown: orders.whistle_blown,
    e.CoHandlerReported: orders.co_handler_reported,
    e.ExtensionRequested: orders.extension_requested,
    e.ExtensionApproved: orders.extension_approved,
    e.ExtensionRefused: orders.extension_refused,
    e.AppealSuspended: orders.suspended,
    e.AppealResumed: orders.resumed,
    e.ClockOverdue: orders.overdue,
}
_OF_RESULTS: dict[type, Handler] = {
    e.AppealHandled: orders.handled,
    e.HandlingSentBack: orders.sent_back,
    e.AppealFedBack: orders.fed_back,
    e.ResultShared: orders.result_shared,
}
_OF_CLAIMANTS: dict[type, Handler] = {
    e.AppealCollected: claimants.collected,
    e.IntakeAmended: claimants.amended,
    e.AppealReclassified: claimants.reclassified,
    e.AppealMerged: claimants.merged,
    e.AppealUnmerged: claimants.unmerged,
    e.AppealRejoined: claimants.rejoined,
    e.ParentChanged: claimants.parent_changed,
    e.ProtectionAmended: claimants.protection_amended,
    e.AppealWithdrawn: claimants.withdrawn,
    e.CallbackRecorded: claimants.called_back,
    e.RecordCorrected: claimants.record_corrected,
    e.ReworkOrdered: claimants.rework_ordered,
    e.AppealReopened: claimants.reopened,
    e.AppealClosed: claimants.closed,
    e.ExclusionGranted: claimants.excluded,
    e.AssessmentCorrected: claimants.assessment_corrected,
}
# Nothing is counted by them; what they set or move of a deadline is applied all the same.
_UNCOUNTED = (
    e.InfoRequested,
    e.InfoProvided,
    e.AppealAnsweredDirectly,
    e.AppealNotAccepted,
    e.AppealTransferredOut,
    e.ChildAttached,
    e.ChildDetached,
    e.SensitivityMarked,
    e.OrderAssignedWithinUnit,
    e.ContactRecorded,
    e.ProgressRecorded,
    e.SuspensionRequested,
    e.SuspensionRefused,
    e.TerminationRequested,
    e.TerminationRefused,
    e.HandlingTerminated,
    e.HandlingAccepted,
    e.WithdrawalRequested,
    e.AppealArchived,
    e.AppealSupplemented,
    e.ResultPrepared,
    e.FeedbackFailed,
    e.EvaluationGiven,
    e.ObjectionRaised,
    e.ObjectionSettled,
    e.ExclusionRequested,
    e.ExclusionRefused,
    e.AssessmentAppealed,
    e.AssessmentUpheld,
    e.ApprovalRequested,
    e.ApprovalGranted,
    e.ApprovalDeclined,
    e.DecisionEndorsed,
    e.OrderUrged,
    e.SupervisionOpened,
    e.SupervisionReplied,
    e.SupervisionClosed,
    e.ClockReminded,
    e.DeadlineRecalculated,
    e.NoteAdded,
    e.FileAttached,
    e.AppealLabelled,
    e.RecusalRecorded,
    e.DispatcherChanged,
    e.ClaimantRevealed,
    e.PersonalDataErased,
)
HANDLERS: dict[type, Handler | None] = {
    **dict.fromkeys(_UNCOUNTED),
    **_OF_ORDERS,
    **_OF_RESULTS,
    **_OF_CLAIMANTS,
}
"""Every fact of an appeal and what it does; one that stands nowhere fails."""

_NOT_AFTER_CLOSING = frozenset(
    {
        *_OF_ORDERS,
        e.AppealHandled,
        e.HandlingSentBack,
        e.ReworkOrdered,
        e.OrderAssignedWithinUnit,
        e.ContactRecorded,
    }
)
"""A cycle lasts to its closing: who had the case then answers for it, and only a reopening begins
another. A foreign history may go on telling who has it, or that it was done."""
