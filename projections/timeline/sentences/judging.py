"""Judging, in sentences."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.timeline.sentences import words as w
from projections.timeline.sentences.instants import china, late, until
from projections.timeline.sentences.names import named


def _called_back(who: str, fact: e.CallbackRecorded) -> str:
    if not fact.connected:
        return f"{who}第{fact.attempt}次回访，未接通"
    answers = [
        "已联系" if fact.contacted else "未联系",
        w.SOLVED.get(fact.solved or "", "未答"),
        w.SATISFIED.get(fact.satisfied or "", "未答"),
    ]
    if fact.stars is not None:
        answers.append(f"{fact.stars}星")
    remark = "" if fact.valid else "（无效回访）"
    return f"{who}第{fact.attempt}次回访：{'、'.join(answers)}{remark}"


def _corrected(who: str, fact: e.RecordCorrected) -> str:
    changed = "、".join(w.FIELDS[c.field] for c in fact.changes)
    return f"{who}更正第{fact.version}条{w.RECORDS[fact.record]}的{changed}：{fact.reason}"


def _valued(who: str, fact: e.EvaluationGiven) -> str:
    stars = f"、{fact.stars}星" if fact.stars is not None else ""
    return f"{who}记录诉求人评价：{w.SATISFIED[fact.satisfied]}{stars}"


def _objected(who: str, fact: e.ObjectionRaised) -> str:
    return f"{who}记录诉求人异议：未解决{until(fact.limits, 'objection')}"


def _rework(who: str, fact: e.ReworkOrdered) -> str:
    limit = f"，限{china(fact.deadline)}前办结" if fact.deadline else ""
    return f"{who}责成重办（第{fact.round}轮）{limit}：{fact.reason}"


def _withdrawn(who: str, fact: e.AppealWithdrawn) -> str:
    return f"{who}登记撤单{'，事涉安全，继续办理' if fact.continues else ''}"


def _closed(who: str, fact: e.AppealClosed) -> str:
    reason = f"：{fact.reason}" if fact.reason else ""
    return f"{who}结案：{w.KINDS[fact.kind]}{reason}"


def _reopened(who: str, fact: e.AppealReopened) -> str:
    basis = f"，{w.BASES[fact.basis]}" if fact.basis else ""
    return f"{who}重新办理（第{fact.round}轮{basis}）：{fact.reason}"


def _exclusion_requested(who: str, fact: e.ExclusionRequested) -> str:
    return f"{who}申请剔除（{w.EXCLUSIONS[fact.ground]}）：{fact.evidence}"


def _excluded(who: str, fact: e.ExclusionGranted) -> str:
    first = named(fact.endorsed_by)
    return f"{who}同意剔除（{w.EXCLUSIONS[fact.ground]}），首签{first}：{fact.reason}"


def _endorsed(who: str, fact: e.DecisionEndorsed) -> str:
    return f"{who}首签同意{w.MATTERS[fact.matter.partition('/')[0]]}，待第二人签：{fact.reason}"


SENTENCES: dict[type, Callable[[str, Any], str]] = {
    e.CallbackRecorded: _called_back,
    e.RecordCorrected: _corrected,
    e.EvaluationGiven: _valued,
    e.ObjectionRaised: _objected,
    e.ObjectionSettled: lambda who, fact: f"{who}答复诉求人异议{late(fact.late)}：{fact.reason}",
    e.ReworkOrdered: _rework,
    e.WithdrawalRequested: lambda who, fact: f"{who}申请撤单",
    e.AppealWithdrawn: _withdrawn,
    e.AppealClosed: _closed,
    e.AppealReopened: _reopened,
    e.AppealArchived: lambda who, fact: f"{who}归档，卷宗摘要{fact.package_hash[:12]}",
    e.ExclusionRequested: _exclusion_requested,
    e.ExclusionGranted: _excluded,
    e.ExclusionRefused: lambda who, fact: f"{who}不予剔除：{fact.reason}",
    e.AssessmentAppealed: lambda who, fact: f"{who}提出考核申诉：{fact.reason}",
    e.AssessmentCorrected: lambda who, fact: f"{who}考核更正：{fact.correction}",
    e.AssessmentUpheld: lambda who, fact: f"{who}维持考核结果：{fact.reason}",
    e.DecisionEndorsed: _endorsed,
}
