"""Handling, in sentences."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.timeline.sentences import words as w
from projections.timeline.sentences.instants import china, late
from projections.timeline.sentences.names import named


def _contacted(who: str, fact: e.ContactRecorded) -> str:
    how = "上门见到" if fact.met else "上门" if fact.visited else w.CHANNELS[fact.channel] + "联系"
    result = "" if fact.connected or fact.met else "，未接通"
    return f"{who}{how}诉求人{result}{late(fact.late)}"


def _extension_requested(who: str, fact: e.ExtensionRequested) -> str:
    return f"{who}申请延期至{china(fact.until)}：{fact.reason}"


def _extended(who: str, fact: e.ExtensionApproved) -> str:
    moved = "；".join(f"由{china(m.before)}延至{china(m.due)}" for m in fact.moves)
    return f"{who}同意延期，{moved}：{fact.reason}"


def _suspension_requested(who: str, fact: e.SuspensionRequested) -> str:
    return f"{who}申请挂账至{china(fact.until)}：{fact.reason}"


def _suspended(who: str, fact: e.AppealSuspended) -> str:
    until = f"至{china(fact.until)}" if fact.until else ""
    return f"{who}挂账{until}：{fact.reason}"


def _resumed(who: str, fact: e.AppealResumed) -> str:
    due = [m.due for m in fact.moves if m.clock == "handling"]
    return f"{who}恢复办理{f'，办理期限顺延至{china(due[0])}' if due else ''}"


def _termination_requested(who: str, fact: e.TerminationRequested) -> str:
    return f"{who}申请终止办理（{w.TERMINATIONS[fact.ground]}）：{fact.reason}"


def _handled(who: str, fact: e.AppealHandled) -> str:
    missing = f"（{'、'.join(map(named, fact.parts_missing))}未反馈）" if fact.parts_missing else ""
    return f"{who}提交办理结果：{w.OUTCOMES[fact.outcome]}{missing}{late(fact.late)}"


def _sent_back(who: str, fact: e.HandlingSentBack) -> str:
    due = [m.due for m in fact.moves if m.clock == "handling"]
    return f"{who}审核退回{f'，限{china(due[0])}前办结' if due else ''}：{fact.reason}"


def _fed_back(who: str, fact: e.AppealFedBack) -> str:
    if not fact.to_claimant:
        return f"{who}向中心反馈结果（匿名诉求，无需告知诉求人）"
    told = "已告知诉求人" if fact.delivered else "未能告知诉求人"
    tried = f"，{fact.attempts}次未送达" if fact.attempts else ""
    why = f"{tried}：{fact.undeliverable}" if fact.undeliverable else ""
    return f"{who}以{w.CHANNELS[fact.channel]}反馈结果，{told}{late(fact.late)}{why}"


def _not_delivered(who: str, fact: e.FeedbackFailed) -> str:
    why = f"：{fact.reason}" if fact.reason else ""
    return f"{who}第{fact.attempt}次以{w.CHANNELS[fact.channel]}反馈，未送达{why}"


def _prepared(who: str, fact: e.ResultPrepared) -> str:
    return f"{who}拟办结果：{w.OUTCOMES[fact.outcome]}，待主办单位提交"


SENTENCES: dict[type, Callable[[str, Any], str]] = {
    e.ContactRecorded: _contacted,
    e.ProgressRecorded: lambda who, fact: f"{who}记录办理进展",
    e.ExtensionRequested: _extension_requested,
    e.ExtensionApproved: _extended,
    e.ExtensionRefused: lambda who, fact: f"{who}不予延期：{fact.reason}",
    e.SuspensionRequested: _suspension_requested,
    e.AppealSuspended: _suspended,
    e.SuspensionRefused: lambda who, fact: f"{who}不予挂账：{fact.reason}",
    e.AppealResumed: _resumed,
    e.TerminationRequested: _termination_requested,
    e.TerminationRefused: lambda who, fact: f"{who}不予终止：{fact.reason}",
    e.HandlingTerminated: lambda who, fact: f"{who}终止办理：{fact.explanation}",
    e.AppealHandled: _handled,
    e.ResultPrepared: _prepared,
    e.FeedbackFailed: _not_delivered,
    e.HandlingAccepted: lambda who, fact: f"{who}审核通过",
    e.HandlingSentBack: _sent_back,
    e.AppealFedBack: _fed_back,
    e.ResultShared: lambda who, fact: f"{who}将{fact.parent_no}的办理结果告知并案诉求人",
}
