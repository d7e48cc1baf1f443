"""Who works in the city of the corpus, and how far each of its appeals has come."""

from datetime import UTC, datetime, timedelta
from typing import Any

ACCOUNTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "operator": (("operator", "collector"), None),
    "operator2": (("operator",), None),
    "collector": (("collector",), None),
    "gr": (("department",), "U-GR"),
    "gr1": (("department",), "U-GR1"),
    "gr-head": (("unit_head",), "U-GR"),
    "ga": (("department",), "U-GA"),
    "jd": (("department",), "U-JD"),
    "jd-head": (("unit_head",), "U-JD"),
    "callback": (("caller",), None),
    "duty": (("duty_leader",), None),
    "duty2": (("duty_leader",), None),
    "supervisor": (("supervisor",), None),
    "officer": (("data_officer",), None),
    "arbiter": (("arbitrator",), None),
    "resident": (("resident",), None),
    "auditor": (("auditor",), None),
    "admin": (("admin",), None),
}
APPEAL: dict[str, Any] = {
    "channel": "phone",
    "type": "help",
    "title": "暖气不热",
    "content": "老人受不了。",
    "category": "0101",
    "claimant": {"name": "王秀兰", "phone": "13904190001"},
    "location": {"address": "幸福家园3号楼", "lat": 41.42, "lng": 123.34},
}
Step = tuple[str, str, Any]
SEND: Step = ("operator", "dispatch", {"lead_unit": "U-GR"})
SENT: list[Step] = [SEND]
TAKEN: list[Step] = [SEND, ("gr", "acknowledge", None)]
_RESULT = {
    "outcome": "solved",
    "facts_true": "yes",
    "measures": "上门排气。",
    "public_reply": "您好，室温已恢复。",
}
HANDLED: list[Step] = [*TAKEN, ("gr", "handle", _RESULT)]
TOLD: list[Step] = [*HANDLED, ("gr", "feed-back", {"channel": "phone", "delivered": True})]
_ANSWERS = {
    "channel": "phone",
    "connected": True,
    "contacted": True,
    "solved": "yes",
    "satisfied": "very",
}
CALLED: list[Step] = [*TOLD, ("callback", "record-callback", _ANSWERS)]
CLOSED: list[Step] = [*CALLED, ("duty", "close", {"kind": "normal"})]
_RETURN = {"ground": "not_our_duty", "reason": "不属于我单位职责"}
_LATER = {"until": "{latest}", "reason": "等待材料到货"}
_YES = {"decision": "accept", "reason": "同意"}
_HELP = {"lead_unit": "U-GR", "co_handlers": [{"unit": "U-GA", "task": "现场秩序"}]}
_EXTEND = {"until": "{later}", "reason": "需要采购", "claimant_informed_at": "{just now}"}
_SUSPEND: Step = ("gr-head", "request-suspension", _LATER)
LIVES: dict[str, list[Step]] = {
    "waiting": [],
    "enquiry": [],
    "asked": [("operator", "request-info", {"questions": "哪一栋楼？"})],
    "sent": SENT,
    "street": [
        ("operator", "dispatch", {"lead_unit": "U-JD", "basis": "属地管理"}),
        ("jd", "acknowledge", None),
    ],
    "helped": [("operator", "dispatch", _HELP), ("gr", "acknowledge", None)],
    "handling": TAKEN,
    "handed": [*TAKEN, ("gr", "assign-within-unit", {"to_unit": "U-GR1"})],
    "approving": [*TAKEN, ("gr", "request-return", _RETURN)],
    "returning": [*TAKEN, ("gr-head", "request-return", _RETURN)],
    "arbitrated": [
        *TAKEN,
        ("gr-head", "request-return", _RETURN),
        ("operator", "open-arbitration", {"reason": "两家都说不是"}),
    ],
    "extending": [*TAKEN, ("gr-head", "request-extension", _EXTEND)],
    "suspending": [*TAKEN, _SUSPEND],
    "suspended": [
        *TAKEN,
        _SUSPEND,
        ("duty", "decide-suspension", _YES),
        ("supervisor", "decide-suspension", _YES),
    ],
    "ending": [
        *TAKEN,
        ("gr-head", "request-termination", {"ground": "object_gone", "reason": "已拆除"}),
    ],
    "supervised": [
        *TAKEN,
        ("supervisor", "supervise", {"level": "routine", "demand": "三日内办结"}),
    ],
    "handled": HANDLED,
    "told": TOLD,
    "of-resident": TOLD,
    "objected": [*TOLD, ("operator", "object", {"reason": "还是不热"})],
    "called": CALLED,
    "closed": CLOSED,
    "excluding": [
        *CALLED,
        ("gr-head", "request-exclusion", {"ground": "claim_untrue", "evidence": "现场测温22度"}),
    ],
    "assessing": [*CLOSED, ("gr-head", "appeal-assessment", {"reason": "按时办结"})],
    "merged": [("operator", "merge", {"parent_no": "{handling}", "reason": "同一事项"})],
    "hidden": [],
}
OTHERWISE: dict[str, tuple[str, dict[str, Any]]] = {
    "enquiry": ("operator", {"type": "enquiry"}),
    "of-resident": ("resident", {"channel": "web"}),
    "hidden": ("operator", {"confidential": True, "complained_against_unit": "U-GR"}),
}


INSTANTS = {"{just now}": 0, "{soon}": 12, "{later}": 0, "{latest}": 600}  # hours from now


def instants() -> dict[str, str]:
    """Return the instants that requests name; `{later}` is known once a limit is."""
    now = datetime.now(UTC).replace(microsecond=0)
    return {name: (now + timedelta(hours=h)).isoformat() for name, h in INSTANTS.items()}
