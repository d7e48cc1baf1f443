"""诉求人所见: what a resident reads of the own appeal: its progress and what is to be told."""

from collections.abc import Iterable
from typing import Any

ONLY = frozenset({"resident"})

# What is shown, and of each fact which details; internal text never is (DOMAIN 5, invariant 5).
_SHOWN: dict[str, tuple[str, ...]] = {
    "appeal.collected": ("title", "content", "category_name", "place"),
    "intake.amended": ("title", "content", "category_name", "place"),
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
    "result.shared": ("parent_no",),
    "evaluation.given": ("satisfied", "stars", "opinion"),
    "objection.raised": ("reason",),
    "objection.settled": ("reason",),
    "record.corrected": ("outcome", "public_reply", "plan"),
    "parent.changed": ("parent_no",),
    "appeal.rejoined": ("parent_no",),
    "rework.ordered": ("deadline",),
    "handling.terminated": ("explanation",),
    "withdrawal.requested": ("reason",),
    "appeal.withdrawn": (),
    "order.urged": ("count",),
    "appeal.closed": ("kind",),
    "appeal.reopened": ("deadline",),
}
_PUBLIC_ONLY = {"progress.recorded", "note.added"}


def visible(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts that a resident reads, without who did them and without what is internal."""
    return [_told(item) for item in items if _is_visible(item)]


def _is_visible(item: dict[str, Any]) -> bool:
    fact, details = item["fact"], item["details"]
    if fact == "record.corrected":
        return bool(details["record"] == "result")
    if fact == "appeal.supplemented":
        return bool(details.get("by_claimant", False))
    public = details.get("visibility") == "public"
    return fact in _SHOWN and (public or fact not in _PUBLIC_ONLY)


def _told(item: dict[str, Any]) -> dict[str, Any]:
    shown = _SHOWN[item["fact"]]
    details = {k: v for k, v in item["details"].items() if k in shown}
    return {**item, "details": details, "actor": {"role": item["actor"]["role"]}, "sentence": None}
