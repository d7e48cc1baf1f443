"""结果: what a unit hands in, what the centre makes of it, and who is told."""

from casework.appeal.events.parts import Limit, Move
from casework.appeal.words import (
    FactsTrue,
    Outcome,
    ReplyChannel,
    UnsolvedReason,
)
from casework.facts import Fact


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
