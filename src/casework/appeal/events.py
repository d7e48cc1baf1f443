"""The facts of an appeal, in the order of its life. Stored for ever: see `tests/casework/golden`.

A fact says what happened in the past tense, with what was known then: names stand beside codes,
so that a case keeps the names of its own time.
"""

from datetime import datetime

from casework.appeal.words import (
    AppealType,
    Channel,
    ClaimantKind,
    ClosingKind,
    FactsTrue,
    Outcome,
    ReplyChannel,
    Satisfied,
    Solved,
    UnsolvedReason,
    Urgency,
    Visibility,
)
from casework.facts import Fact


class AppealCollected(Fact, frozen=True, kw_only=True):
    """采集: a resident's trouble was taken in."""

    TOPIC = "appeal.collected"
    PERSONAL = ("content", "claimant_name", "claimant_phone", "address")

    channel: Channel
    type: AppealType
    title: str
    content: str
    category: str
    category_name: str
    urgency: Urgency = "normal"
    claimant_kind: ClaimantKind = "anonymous"
    claimant_name: str | None = None
    claimant_phone: str | None = None
    wants_callback: bool = True
    area: str | None = None
    place: str | None = None
    address: str | None = None
    lat: float | None = None
    lng: float | None = None
    external_no: str | None = None


class AppealDispatched(Fact, frozen=True, kw_only=True):
    """派单: sent to a lead unit, with the limit that holds and the rule it came from."""

    TOPIC = "appeal.dispatched"

    round: int
    lead_unit: str
    lead_unit_name: str
    deadline: datetime | None = None
    acknowledge_by: datetime | None = None
    limit_rule: str | None = None
    limit_hours: float | None = None
    instruction: str | None = None


class OrderAcknowledged(Fact, frozen=True, kw_only=True):
    """签收: the unit confirmed that it has taken the order."""

    TOPIC = "order.acknowledged"

    unit: str
    late: bool = False


class AppealReassigned(Fact, frozen=True, kw_only=True):
    """改派: moved from one unit to another, the clock running on."""

    TOPIC = "appeal.reassigned"

    from_unit: str
    to_unit: str
    to_unit_name: str
    from_unit_name: str = ""
    reason: str = ""


class ProgressRecorded(Fact, frozen=True, kw_only=True):
    """办理进展: a step within the handling."""

    TOPIC = "progress.recorded"
    PERSONAL = ("text",)

    text: str


class AppealSuspended(Fact, frozen=True, kw_only=True):
    """挂账: waiting for something outside; the clock stands."""

    TOPIC = "appeal.suspended"

    reason: str
    until: datetime | None = None


class AppealResumed(Fact, frozen=True, kw_only=True):
    """恢复办理: the waiting is over."""

    TOPIC = "appeal.resumed"


class AppealHandled(Fact, frozen=True, kw_only=True):
    """办结: the unit submitted its result."""

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


class AppealFedBack(Fact, frozen=True, kw_only=True):
    """反馈: the result was told to the claimant and to the centre."""

    TOPIC = "appeal.fed_back"

    channel: ReplyChannel
    delivered: bool
    to_claimant: bool = True


class CallbackRecorded(Fact, frozen=True, kw_only=True):
    """回访: the centre asked the claimant; `valid` says whether the answers count."""

    TOPIC = "callback.recorded"
    PERSONAL = ("opinion",)

    attempt: int
    channel: ReplyChannel
    connected: bool
    valid: bool
    contacted: bool | None = None
    solved: Solved | None = None
    satisfied: Satisfied | None = None
    opinion: str | None = None


class AppealWithdrawn(Fact, frozen=True, kw_only=True):
    """撤单: the claimant took the appeal back."""

    TOPIC = "appeal.withdrawn"
    PERSONAL = ("reason",)

    reason: str


class AppealClosed(Fact, frozen=True, kw_only=True):
    """结案: the centre ended the case; lateness is frozen here."""

    TOPIC = "appeal.closed"

    kind: ClosingKind
    reason: str | None = None
    late: bool = False
    approved_by: str | None = None


class AppealReopened(Fact, frozen=True, kw_only=True):
    """重新办理: a closed or handled case was taken up again, in a new round."""

    TOPIC = "appeal.reopened"

    round: int
    reason: str


class NoteAdded(Fact, frozen=True, kw_only=True):
    """备注: somebody wrote something down; nothing else changes."""

    TOPIC = "note.added"
    PERSONAL = ("text",)

    text: str
    visibility: Visibility = "internal"


FACTS: tuple[type[Fact], ...] = (
    AppealCollected,
    AppealDispatched,
    OrderAcknowledged,
    AppealReassigned,
    ProgressRecorded,
    AppealSuspended,
    AppealResumed,
    AppealHandled,
    AppealFedBack,
    CallbackRecorded,
    AppealWithdrawn,
    AppealClosed,
    AppealReopened,
    NoteAdded,
)
