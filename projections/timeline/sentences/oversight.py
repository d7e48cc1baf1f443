"""Oversight, in sentences."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.timeline.sentences import words as w
from projections.timeline.sentences.instants import china, late, until
from projections.timeline.sentences.names import named


def _urged(who: str, fact: e.OrderUrged) -> str:
    return f"{'诉求人' if fact.by_claimant else who}第{fact.count}次催办"


def _supervised(who: str, fact: e.SupervisionOpened) -> str:
    limit = until(fact.limits, "supervision")
    return (
        f"{who}{w.LEVELS[fact.level]}{'、'.join(map(named, fact.units))}{limit}回复：{fact.demand}"
    )


def _overdue(who: str, fact: e.ClockOverdue) -> str:
    whom = w.OVERDUE_TO[fact.to]
    return f"{who}：{w.CLOCKS[fact.clock]}期限{china(fact.due)}已过，第{fact.level}级，报{whom}"


def _reminded(who: str, fact: e.ClockReminded) -> str:
    return f"{who}：{w.CLOCKS[fact.clock]}期限{china(fact.due)}将至"


def _recalculated(who: str, fact: e.DeadlineRecalculated) -> str:
    moves = "；".join(
        f"{w.CLOCKS[m.clock]}期限由{china(m.before)}改为{china(m.due)}"
        if m.before != m.due
        else f"{w.CLOCKS[m.clock]}期限{china(m.due)}得到确认"
        for m in fact.moves
    )
    return f"{who}重算期限，{moves}：{fact.reason}"


def _noted(who: str, fact: e.NoteAdded) -> str:
    return f"{who}添加{'公开' if fact.visibility == 'public' else '内部'}备注"


def _revealed(who: str, fact: e.ClaimantRevealed) -> str:
    fields = "、".join(w.FIELDS[f] for f in fact.fields)
    return f"{who}查看诉求人{fields}：{fact.purpose}"


def _labelled(who: str, fact: e.AppealLabelled) -> str:
    if not fact.labels:
        return f"{who}取消标签：{fact.reason}"
    return f"{who}贴标签（{'、'.join(w.LABELS[x] for x in fact.labels)}）：{fact.reason}"


SENTENCES: dict[type, Callable[[str, Any], str]] = {
    e.OrderUrged: _urged,
    e.SupervisionOpened: _supervised,
    e.SupervisionReplied: lambda who, fact: f"{who}回复督办{late(fact.late)}：{fact.reply}",
    e.SupervisionClosed: lambda who, fact: f"{who}办结督办：{fact.result}",
    e.ClockReminded: _reminded,
    e.ClockOverdue: _overdue,
    e.DeadlineRecalculated: _recalculated,
    e.NoteAdded: _noted,
    e.FileAttached: lambda who, fact: f"{who}添加{w.FILES[fact.kind]}附件",
    e.AppealLabelled: _labelled,
    e.RecusalRecorded: lambda who, fact: f"{who}登记{named(fact.person)}回避：{fact.reason}",
    e.ClaimantRevealed: _revealed,
    e.PersonalDataErased: lambda who, fact: (
        f"{who}擦除个人信息，首签{named(fact.endorsed_by)}：{fact.ground}"
        + (f"；复签：{fact.seconded}" if fact.seconded else "")
    ),
}
