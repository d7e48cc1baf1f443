"""The words of an appeal: its states, and the closed lists that its facts choose from."""

from enum import StrEnum
from typing import Literal


class Status(StrEnum):
    """Where an appeal is; exactly one at a time (DOMAIN 4.1)."""

    COLLECTED = "collected"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    HANDLED = "handled"
    FED_BACK = "fed_back"
    CALLED_BACK = "called_back"
    CLOSED = "closed"

    @property
    def chinese(self) -> str:
        """The state as the pages show it."""
        return _CHINESE[self]


_CHINESE = {
    Status.COLLECTED: "待派单",
    Status.DISPATCHED: "待签收",
    Status.HANDLING: "办理中",
    Status.HANDLED: "待反馈",
    Status.FED_BACK: "待回访",
    Status.CALLED_BACK: "待结案",
    Status.CLOSED: "已结案",
}

OPEN = frozenset(Status) - {Status.CLOSED}
ANY = frozenset(Status)

Channel = Literal[
    "phone", "wechat", "web", "app", "window", "grid_visit",
    "party_member", "mailbox", "province", "media", "other",
]  # fmt: skip
AppealType = Literal["enquiry", "help", "complaint", "report", "suggestion", "thanks", "other"]
Urgency = Literal["normal", "urgent", "critical"]
ClaimantKind = Literal["person", "company", "organisation", "anonymous"]
Outcome = Literal["solved", "partly", "not_solved", "explained", "not_ours_by_law"]
FactsTrue = Literal["yes", "partly", "no"]
UnsolvedReason = Literal[
    "no_legal_basis", "funds", "planning", "ownership_dispute",
    "third_party_refuses", "needs_time", "superior_needed",
]  # fmt: skip
Solved = Literal["yes", "basically", "no", "unclear"]
Satisfied = Literal["very", "yes", "basically", "no", "refuses"]
ReplyChannel = Literal[
    "phone", "sms", "wechat", "web", "app", "window", "visit",
    "letter", "mailbox", "province", "other",
]  # fmt: skip
Visibility = Literal["internal", "public"]
ClosingKind = Literal[
    "normal", "normal_late", "answered_directly", "unsolved_explained", "refused_by_law",
    "terminated", "withdrawn", "duplicate_merged", "not_accepted", "transferred_out",
    "unreachable", "forced",
]  # fmt: skip

TITLE_LENGTH = 100
CONTENT_LENGTH = 20_000
TEXT_LENGTH = 5_000
