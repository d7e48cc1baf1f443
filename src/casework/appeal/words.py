"""The words of an appeal: its states, and the closed lists that its facts choose from."""

from enum import StrEnum
from typing import Literal

from casework.words import AppealType, ClosingKind, ExclusionGround, OverdueTo, Urgency


class Status(StrEnum):
    """Where an appeal is; exactly one at a time (DOMAIN 4.1)."""

    COLLECTED = "collected"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    RETURN_PENDING = "return_pending"
    ARBITRATION = "arbitration"
    HANDLED = "handled"
    FED_BACK = "fed_back"
    CALLED_BACK = "called_back"
    CLOSED = "closed"
    ARCHIVED = "archived"

    @property
    def chinese(self) -> str:
        """Return the state as the pages show it."""
        return _CHINESE[self]


_CHINESE = {
    Status.COLLECTED: "待派单",
    Status.DISPATCHED: "待签收",
    Status.HANDLING: "办理中",
    Status.RETURN_PENDING: "退单待审",
    Status.ARBITRATION: "争议裁定",
    Status.HANDLED: "待反馈",
    Status.FED_BACK: "待回访",
    Status.CALLED_BACK: "待结案",
    Status.CLOSED: "已结案",
    Status.ARCHIVED: "已归档",
}

ENDED = frozenset({Status.CLOSED, Status.ARCHIVED})
OPEN = frozenset(Status) - ENDED
WITH_UNIT = frozenset({Status.DISPATCHED, Status.HANDLING})
ANY = frozenset(Status)

Channel = Literal[
    "phone",
    "wechat",
    "web",
    "app",
    "window",
    "grid_visit",
    "party_member",
    "mailbox",
    "province",
    "media",
    "other",
]
ClaimantKind = Literal["person", "company", "organisation", "anonymous"]
Outcome = Literal["solved", "partly", "not_solved", "explained", "not_ours_by_law"]
FactsTrue = Literal["yes", "partly", "no"]
UnsolvedReason = Literal[
    "no_legal_basis",
    "funds",
    "planning",
    "ownership_dispute",
    "third_party_refuses",
    "needs_time",
    "superior_needed",
]
Solved = Literal["yes", "basically", "no", "unclear"]
Satisfied = Literal["very", "yes", "basically", "no", "refuses"]
ReplyChannel = Literal[
    "phone",
    "sms",
    "wechat",
    "web",
    "app",
    "window",
    "visit",
    "letter",
    "mailbox",
    "province",
    "other",
]
Visibility = Literal["internal", "public"]
ClockName = Literal[
    "dispatch",
    "info",
    "acknowledgement",
    "return_window",
    "contact",
    "handling",
    "co_handling",
    "suspension",
    "feedback",
    "callback",
    "closing",
    "supervision",
    "reopening",
    "objection",
    "decision",
]
ReturnGround = Literal[
    "not_our_duty", "not_our_area", "wrong_category", "already_closed", "insufficient_info"
]
NotAcceptedGround = Literal[
    "emergency_line",
    "in_or_for_litigation",
    "arbitration",
    "discipline",
    "reconsideration",
    "info_disclosure",
    "petition_in_progress",
    "same_matter_in_progress",
    "same_matter_finished_no_new_fact",
    "secret_or_privacy",
    "beyond_duty_market",
    "against_law_or_public_order",
    "other_region",
    "no_substance",
    "unclear_and_no_contact",
]
TransferTo = Literal[
    "110",
    "119",
    "120",
    "122",
    "petition",
    "court",
    "procuratorate",
    "supervision_commission",
    "central_unit",
    "other_region",
    "other",
]
EMERGENCY_LINES = frozenset({"110", "119", "120", "122"})
CountedAs = Literal[
    "handled_in_time",
    "late",
    "acknowledged_in_time",
    "fed_back_in_time",
    "co_handled_in_time",
    "contacted",
    "solved",
    "satisfied",
    "not_valid",
    "not_reworked",
    "excluded",
]
TerminationGround = Literal[
    "settled_between_parties",
    "claimant_does_not_cooperate",
    "object_gone",
    "in_legal_procedure",
    "needs_superior_decision",
    "other",
]
ReopenBasis = Literal["new_facts", "false_result", "leaders_order"]
SupervisionLevel = Literal["routine", "listed", "interview", "joint"]
SensitiveKind = Literal["none", "threat", "fire", "heating", "water", "group"]
SAFETY = frozenset({"threat", "fire"})  # goes on in the public interest when withdrawn
Label = Literal["difficult", "key_case", "harassment", "repeat_caller"]
FileKind = Literal["scene", "identity", "contact_evidence", "handling", "callback", "other"]
ClockPolicy = Literal["continue", "restart"]
Correctable = Literal["callback", "contact", "result", "feedback"]
ToHead = Literal[
    "request-return",
    "request-extension",
    "request-suspension",
    "request-termination",
    "request-exclusion",
    "whistle",
    "handle",
]
Decision = Literal["accept", "refuse"]

TITLE_LENGTH = 100
CONTENT_LENGTH = 20_000
TEXT_LENGTH = 5_000

# What the unit that has the order may ask for, and a clock to be started anew for it: a request
# goes when the order does.
OF_UNIT = ("extension", "suspension", "termination", "restart")
