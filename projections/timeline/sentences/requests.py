"""Requests and the word of a unit's head, in sentences."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.timeline.sentences import words as w


def _granted(who: str, fact: e.ApprovalGranted) -> str:
    reason = f"：{fact.reason}" if fact.reason else ""
    return f"{who}（单位负责人）同意{w.ASKED[fact.verb]}{reason}"


def _voided(who: str, fact: e.RequestVoided) -> str:
    kind, _, verb = fact.matter.partition(":")
    matter = w.ASKED[verb] if verb else w.MATTERS[kind]
    return f"{fact.unit}的{matter}申请失效（{w.BECAUSE.get(fact.because, '事项已变化')}）"


SENTENCES: dict[type, Callable[[str, Any], str]] = {
    e.ApprovalRequested: lambda who, fact: (
        f"{who}报单位负责人审批{w.ASKED[fact.verb]}：{fact.reason}"
    ),
    e.ApprovalGranted: _granted,
    e.ApprovalDeclined: lambda who, fact: (
        f"{who}（单位负责人）不同意{w.ASKED[fact.verb]}：{fact.reason}"
    ),
    e.RequestVoided: _voided,
}
