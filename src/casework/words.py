"""What all floors say and do not say in words, and the closed lists that policies choose from."""

import re
from typing import Literal

# Shown in a cell, a chart or a sentence where there is nothing to show.
NOTHING = "—"

# Characters that no text of ours holds: control characters but tab and line breaks, half signs, and
# the three signs between which a sentence keeps the code of a name. No other private sign: rare
# characters of names are written by some.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue002]")

# What an appeal is, how it ends, and who is told of it: the lists of its facts and of policies.
AppealType = Literal["enquiry", "help", "complaint", "report", "suggestion", "thanks", "other"]
Urgency = Literal["normal", "urgent", "critical"]
ClosingKind = Literal[
    "normal",
    "normal_late",
    "answered_directly",
    "unsolved_explained",
    "refused_by_law",
    "terminated",
    "withdrawn",
    "duplicate_merged",
    "not_accepted",
    "transferred_out",
    "unreachable",
    "forced",
]
ExclusionGround = Literal[
    "claim_unreasonable_by_law",
    "claim_untrue",
    "malicious_repeat",
    "beyond_public_duty",
    "suggestion_or_praise",
    "policy_limit_documented",
    "force_majeure",
    "suspended_by_approval",
    "unreachable",
    "duplicate_child",
]
OverdueTo = Literal["unit_head", "duty_leader", "supervisor"]
