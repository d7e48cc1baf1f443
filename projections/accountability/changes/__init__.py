"""What each fact changes in the rows of its appeal, a file a chapter.

Every fact of an appeal stands here: in a chapter, or among those of which no figure speaks. One
that stands nowhere is unknown, and folding it fails.
"""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.accountability.case import Case
from projections.accountability.changes import handing_over, handling, intake, judging, orders

Change = Callable[[Case, Any], None]

# No figure and no list speaks of them; what they set or move of a deadline is heard all the same.
_ELSEWHERE = (
    e.AppealCollected,
    e.InfoRequested,
    e.InfoProvided,
    e.AppealAnsweredDirectly,
    e.AppealNotAccepted,
    e.AppealTransferredOut,
    e.ChildAttached,
    e.ChildDetached,
    e.ProgressRecorded,
    e.AppealSupplemented,
    e.ResultPrepared,
    e.FeedbackFailed,
    e.EvaluationGiven,
    e.ObjectionRaised,
    e.ObjectionSettled,
    e.SuspensionRequested,
    e.SuspensionRefused,
    e.TerminationRequested,
    e.TerminationRefused,
    e.HandlingTerminated,
    e.HandlingAccepted,
    e.WithdrawalRequested,
    e.AppealArchived,
    e.ExclusionRefused,
    e.DecisionEndorsed,
    e.ApprovalRequested,
    e.ApprovalGranted,
    e.ApprovalDeclined,
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

CHANGES: dict[type, Change | None] = {
    **dict.fromkeys(_ELSEWHERE),
    **intake.CHANGES,
    **orders.CHANGES,
    **handing_over.CHANGES,
    **handling.CHANGES,
    **judging.CHANGES,
}

OF_WHO_HAS_IT = frozenset(
    {
        *orders.CHANGES,
        *handing_over.CHANGES,
        *handling.CHANGES,
        e.ReworkOrdered,
        e.ClockOverdue,
    }
) - {e.AppealFedBack, e.ResultShared}
"""What a unit does or is given. After the closing of a cycle, in a foreign history, it changes
nothing any more: only a reopening begins another cycle."""
