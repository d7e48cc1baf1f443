"""Handling (办理): contact, progress, more time, a halt, a result, and its review."""

from datetime import datetime

from casework.appeal.events.parts import Limit, Move
from casework.appeal.words import (
    FactsTrue,
    Outcome,
    ReplyChannel,
    TerminationGround,
    UnsolvedReason,
    Visibility,
)
from casework.facts import Fact


class ContactRecorded(Fact, frozen=True, kw_only=True):
    """联系记录: the unit called or visited the claimant."""

    TOPIC = "contact.recorded"
    PERSONAL = ("summary",)

    unit: str
    channel: ReplyChannel
    connected: bool
    visited: bool = False
    met: bool = False
    summary: str | None = None
    late: bool = False


class ProgressRecorded(Fact, frozen=True, kw_only=True):
    """办理进展: a step within the handling."""

    TOPIC = "progress.recorded"
    PERSONAL = ("text",)

    text: str
    unit: str | None = None
    visibility: Visibility = "internal"


class ExtensionRequested(Fact, frozen=True, kw_only=True):
    """延期申请: more time, asked for before the deadline, with the claimant told.

    `helper` says that a co-handler asks for its own part.
    """

    TOPIC = "extension.requested"

    unit: str
    reason: str
    until: datetime
    claimant_informed_at: datetime
    approved_by: str | None = None
    limits: tuple[Limit, ...] = ()
    helper: bool = False


class ExtensionApproved(Fact, frozen=True, kw_only=True):
    """同意延期: the deadline moves; the first one stays on record."""

    TOPIC = "extension.approved"

    unit: str
    reason: str
    moves: tuple[Move, ...]
    helper: bool = False


class ExtensionRefused(Fact, frozen=True, kw_only=True):
    """不予延期: the deadline stays."""

    TOPIC = "extension.refused"

    unit: str
    reason: str
    moves: tuple[Move, ...] = ()
    helper: bool = False


class SuspensionRequested(Fact, frozen=True, kw_only=True):
    """挂账申请: nothing can be done until a date."""

    TOPIC = "suspension.requested"

    unit: str
    reason: str
    until: datetime
    approved_by: str | None = None
    limits: tuple[Limit, ...] = ()


class AppealSuspended(Fact, frozen=True, kw_only=True):
    """挂账: waiting for something outside; the clock stands."""

    TOPIC = "appeal.suspended"

    reason: str
    until: datetime | None = None
    endorsed_by: str | None = None
    limits: tuple[Limit, ...] = ()
    moves: tuple[Move, ...] = ()


class SuspensionRefused(Fact, frozen=True, kw_only=True):
    """不予挂账: the clock runs on."""

    TOPIC = "suspension.refused"

    reason: str
    moves: tuple[Move, ...] = ()


class AppealResumed(Fact, frozen=True, kw_only=True):
    """恢复办理: the waiting is over; what was left of the time begins to run again.

    `counts_from` is the date on which it ended, where that was recorded later.
    """

    TOPIC = "appeal.resumed"

    reason: str | None = None
    moves: tuple[Move, ...] = ()
    counts_from: datetime | None = None


class TerminationRequested(Fact, frozen=True, kw_only=True):
    """终止办理申请: the unit says that it cannot go on."""

    TOPIC = "termination.requested"

    unit: str
    ground: TerminationGround
    reason: str
    approved_by: str | None = None
    limits: tuple[Limit, ...] = ()


class TerminationRefused(Fact, frozen=True, kw_only=True):
    """不予终止: the unit goes on."""

    TOPIC = "termination.refused"

    reason: str
    moves: tuple[Move, ...] = ()


class HandlingTerminated(Fact, frozen=True, kw_only=True):
    """终止办理: ended midway after review, with an explanation to the claimant."""

    TOPIC = "handling.terminated"

    ground: TerminationGround
    explanation: str


class AppealHandled(Fact, frozen=True, kw_only=True):
    """办结: the unit submitted its result.

    `lateness_known` says that a foreign history judged it: late, or where it says nothing in time.
    """

    TOPIC = "appeal.handled"
    PERSONAL = ("measures",)

    round: int
    unit: str
    outcome: Outcome
    facts_true: FactsTrue
    measures: str
    public_reply: str
    unsolved_reason: UnsolvedReason | None = None
    plan: str | None = None
    late: bool = False
    approved_by: str | None = None
    parts_missing: tuple[str, ...] = ()
    parts_missing_reason: str | None = None
    limits: tuple[Limit, ...] = ()
    lateness_known: bool = False


class ResultPrepared(Fact, frozen=True, kw_only=True):
    """拟办结果: proposed by a unit that the order was handed down to; the lead submits it."""

    TOPIC = "result.prepared"
    PERSONAL = ("measures",)

    unit: str
    outcome: Outcome
    facts_true: FactsTrue
    measures: str
    public_reply: str
    unsolved_reason: UnsolvedReason | None = None
    plan: str | None = None


class HandlingAccepted(Fact, frozen=True, kw_only=True):
    """审核通过: the centre accepts the result as it is."""

    TOPIC = "handling.accepted"

    remark: str | None = None


class HandlingSentBack(Fact, frozen=True, kw_only=True):
    """审核退回: the result is not enough; the clock goes on with what was left."""

    TOPIC = "handling.sent_back"

    reason: str
    unit: str | None = None
    moves: tuple[Move, ...] = ()


class FeedbackFailed(Fact, frozen=True, kw_only=True):
    """反馈未送达: the claimant was not reached with the result; it is to be tried again."""

    TOPIC = "feedback.failed"

    channel: ReplyChannel
    attempt: int
    reason: str | None = None


class AppealFedBack(Fact, frozen=True, kw_only=True):
    """反馈: the result was told to the claimant and to the centre.

    `parts_open` are the co-handlers that may still report, each until its own deadline.
    `undeliverable` says why nobody could be told, after how many attempts.
    """

    TOPIC = "appeal.fed_back"

    channel: ReplyChannel
    delivered: bool
    to_claimant: bool = True
    late: bool = False
    undeliverable: str | None = None
    attempts: int = 0
    limits: tuple[Limit, ...] = ()
    parts_open: tuple[str, ...] = ()


class ResultShared(Fact, frozen=True, kw_only=True):
    """告知并案诉求人: the result of the parent holds for this merged appeal too."""

    TOPIC = "result.shared"

    parent_no: str
    limits: tuple[Limit, ...] = ()
