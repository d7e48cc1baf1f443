"""What each fact changes in the row of its appeal, a file a chapter."""

from casework.appeal import events as e
from projections.tracking.changes import handling, intake, judging, orders, requests
from projections.tracking.changes.steps import Change

# Told on the timeline and heard by clocks; the row of the appeal stays as it is.
_ELSEWHERE = (
    e.AppealAnsweredDirectly,
    e.AppealNotAccepted,
    e.AppealTransferredOut,
    e.CoHandlerReported,
    e.ProgressRecorded,
    e.AppealSupplemented,
    e.ResultPrepared,
    e.FeedbackFailed,
    e.HandlingAccepted,
    e.ClockReminded,
    e.ClockOverdue,
    e.DeadlineRecalculated,
    e.FileAttached,
    e.RecusalRecorded,
    e.ClaimantRevealed,
)

CHANGES: dict[type, Change] = {
    **dict.fromkeys(_ELSEWHERE, lambda row, fact, recorded: {}),
    **intake.CHANGES,
    **orders.CHANGES,
    **handling.CHANGES,
    **judging.CHANGES,
    **requests.CHANGES,
}
