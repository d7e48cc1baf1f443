"""What a caller may send: handling (办理)."""

from api.bodies.body import Instant, Text, VerbBody
from casework.appeal import words as w


class RecordContactBody(VerbBody):
    """联系记录."""

    channel: w.ReplyChannel
    connected: bool
    visited: bool = False
    met: bool = False
    summary: str | None = None


class RecordProgressBody(VerbBody):
    """办理进展."""

    text: str
    visibility: w.Visibility = "internal"


class RequestExtensionBody(VerbBody):
    """延期申请."""

    until: Instant
    reason: str
    claimant_informed_at: Instant


class DecideExtensionBody(VerbBody):
    """延期审批."""

    decision: w.Decision
    reason: str
    until: Instant | None = None
    unit: Text | None = None


class RequestSuspensionBody(VerbBody):
    """挂账申请."""

    until: Instant
    reason: str


class DecideSuspensionBody(VerbBody):
    """挂账审批."""

    decision: w.Decision
    reason: str


class ResumeBody(VerbBody):
    """恢复办理."""

    reason: str | None = None


class RequestTerminationBody(VerbBody):
    """终止办理申请."""

    ground: w.TerminationGround
    reason: str


class DecideTerminationBody(VerbBody):
    """终止办理审批."""

    decision: w.Decision
    reason: str


class PrepareResultBody(VerbBody):
    """拟办结果."""

    outcome: w.Outcome
    facts_true: w.FactsTrue
    measures: str
    public_reply: str
    unsolved_reason: w.UnsolvedReason | None = None
    plan: str | None = None


class HandleBody(VerbBody):
    """办结."""

    outcome: w.Outcome
    facts_true: w.FactsTrue
    measures: str
    public_reply: str
    unsolved_reason: w.UnsolvedReason | None = None
    plan: str | None = None
    parts_missing_reason: str | None = None


class ReviewBody(VerbBody):
    """审核."""

    decision: w.Decision
    reason: str | None = None


class FeedBackBody(VerbBody):
    """反馈. What is not delivered is tried again, or said to be undeliverable with its reason."""

    channel: w.ReplyChannel
    delivered: bool
    reason: str | None = None
    undeliverable: bool = False
