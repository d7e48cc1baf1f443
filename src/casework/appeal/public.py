"""诉求人所见: what a resident reads of the own appeal: public words and states (DOMAIN 17.10).

Its progress and what is to be told; nothing that says how the offices deal with each other.
"""

from casework.appeal.words import Status

# What a state is called towards residents: the state itself, or the one that stands for it.
STATES: dict[Status, tuple[Status, str]] = {
    Status.COLLECTED: (Status.COLLECTED, "已受理"),
    Status.DISPATCHED: (Status.HANDLING, "办理中"),
    Status.HANDLING: (Status.HANDLING, "办理中"),
    Status.RETURN_PENDING: (Status.HANDLING, "办理中"),
    Status.ARBITRATION: (Status.HANDLING, "办理中"),
    Status.HANDLED: (Status.HANDLING, "办理中"),
    Status.FED_BACK: (Status.FED_BACK, "已答复"),
    Status.CALLED_BACK: (Status.FED_BACK, "已答复"),
    Status.CLOSED: (Status.CLOSED, "已办结"),
    Status.ARCHIVED: (Status.CLOSED, "已办结"),
}

# What is shown, and of each fact which details; internal text never is (DOMAIN 5, invariant 5).
FACTS: dict[str, tuple[str, ...]] = {
    "appeal.collected": ("title", "content", "category_name", "place"),
    "intake.amended": ("title", "content", "category_name", "place"),
    "protection.amended": ("confidential", "wants_callback"),
    "info.requested": ("questions",),
    "info.provided": ("answers",),
    "appeal.supplemented": ("text",),
    "appeal.answered_directly": ("answer",),
    "appeal.not_accepted": ("ground", "reason", "advice"),
    "appeal.transferred_out": ("to", "reason"),
    "appeal.merged": ("parent_no",),
    "appeal.dispatched": ("lead_unit_name", "deadline"),
    "order.acknowledged": (),
    "appeal.reassigned": ("to_unit_name", "deadline"),
    "unit.designated": ("unit_name",),
    "extension.approved": ("moves",),
    "appeal.suspended": ("until",),
    "appeal.resumed": ("moves",),
    "progress.recorded": ("text",),
    "note.added": ("text",),
    "appeal.handled": ("outcome", "public_reply", "plan"),
    "appeal.fed_back": ("channel", "delivered"),
    "feedback.failed": ("channel",),
    "record.corrected": ("outcome", "public_reply", "plan"),
    "parent.changed": ("parent_no",),
    "appeal.rejoined": ("parent_no",),
    "result.shared": ("parent_no",),
    "evaluation.given": ("satisfied", "stars", "opinion"),
    "objection.raised": ("reason",),
    "objection.settled": ("reason",),
    "rework.ordered": ("deadline",),
    "handling.terminated": ("explanation",),
    "withdrawal.requested": ("reason",),
    "appeal.withdrawn": (),
    "order.urged": ("count",),
    "appeal.closed": ("kind",),
    "appeal.reopened": ("deadline",),
}
# Of some facts only those of which this holds.
ONLY_IF: dict[str, tuple[str, object]] = {
    "progress.recorded": ("visibility", "public"),
    "note.added": ("visibility", "public"),
    "appeal.supplemented": ("by_claimant", True),
    "record.corrected": ("record", "result"),
}
# Who did it: the claimant, the unit, or else the centre.
WHO = {"resident": "resident", "department": "unit", "unit_head": "unit", "grid_worker": "unit"}
_OF_A_MOVE = ("clock", "before", "due")
CLOCKS = frozenset({"handling", "info", "reopening"})

# What is shown of the row. The version is needed to act; it says that something happened, no more.
ROW = (
    "appeal_no",
    "version",
    "position",
    "channel",
    "type",
    "urgency",
    "title",
    "category",
    "category_name",
    "area",
    "place",
    "address",
    "lat",
    "lng",
    "claimant_kind",
    "claimant_name",
    "claimant_phone",
    "masked",
    "lead_unit_name",
    "deadline",
    "occurred_at",
    "collected_at",
    "dispatched_at",
    "handled_at",
    "fed_back_at",
    "closed_at",
    "suspended",
    "closing_kind",
    "outcome",
    "solved",
    "satisfied",
    "reopenings",
    "urges",
    "parent_no",
    "wants_callback",
    "external_no",
    "source",
    "related_to",
    "allowed",
    "as_of",
)
FLAGS = frozenset({"confidential"})
PENDING = frozenset({"info", "withdrawal", "objection"})

# By what a resident may narrow the own list: by anything else it would tell what is not shown.
FILTERS = frozenset({"status", "area", "category", "channel", "type", "since", "before", "q"})


def status_of(status: str) -> tuple[str, str]:
    """Return the state that a resident is shown for a state, and what it is called."""
    shown, name = STATES[Status(status)]
    return shown.value, name


def states_of(shown: str) -> list[str]:
    """Return the states that a resident means by one that is shown."""
    return sorted(status.value for status, (public, _) in STATES.items() if public == shown)


def is_shown(topic: str, details: dict[str, object]) -> bool:
    """Return whether a resident is told of this fact."""
    condition = ONLY_IF.get(topic)
    return topic in FACTS and (condition is None or details.get(condition[0]) == condition[1])


def details_of(topic: str, details: dict[str, object]) -> dict[str, object]:
    """Return what a resident reads of the details of a fact."""
    shown = {name: value for name, value in details.items() if name in FACTS[topic]}
    moves = shown.get("moves")
    if isinstance(moves, list):
        shown["moves"] = [
            {name: move.get(name) for name in _OF_A_MOVE}
            for move in moves
            if move.get("clock") in CLOCKS
        ]
    return shown
