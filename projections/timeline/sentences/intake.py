"""Taking in, in sentences."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.timeline.sentences import words as w
from projections.timeline.sentences.instants import until
from projections.timeline.sentences.names import named


def _is_astray(fact: e.AppealCollected) -> bool:
    """Return whether a point outside of the city is all that says where it is."""
    return fact.area is None and fact.area_certainty == "outside"


def _collected(who: str, fact: e.AppealCollected) -> str:
    place = f"，地点{fact.place}" if fact.place else ""
    secret = "（保密）" if fact.confidential else ""
    outside = "（坐标在本市之外，待核）" if _is_astray(fact) else ""
    return (
        f"{who}经{w.CHANNELS[fact.channel]}采集{w.TYPES[fact.type]}「{fact.title}」{secret}"
        f"，类别{fact.category_name}{place}{outside}"
    )


def _amended(who: str, fact: e.IntakeAmended) -> str:
    changed = "、".join(w.FIELDS[c.field] for c in fact.changes)
    return f"{who}更正登记的{changed}：{fact.reason}"


def _protected(who: str, fact: e.ProtectionAmended) -> str:
    changed = "、".join(w.FIELDS[c.field] for c in fact.changes)
    ended = f"，{'、'.join(map(named, fact.ended))}不再参与" if fact.ended else ""
    return f"{who}变更{changed}{ended}：{fact.reason}"


def _supplemented(who: str, fact: e.AppealSupplemented) -> str:
    return f"{who}{'记录诉求人补充的内容' if fact.by_claimant else '补充诉求内容'}"


def _not_accepted(who: str, fact: e.AppealNotAccepted) -> str:
    return f"{who}不予受理（{w.NOT_ACCEPTED[fact.ground]}）：{fact.reason}"


def _transferred(who: str, fact: e.AppealTransferredOut) -> str:
    reference = f"，编号{fact.reference}" if fact.reference else ""
    return f"{who}转至{w.TRANSFERS[fact.to]}{reference}：{fact.reason}"


def _reclassified(who: str, fact: e.AppealReclassified) -> str:
    return f"{who}由{fact.before_name}重新归类为{fact.category_name}：{fact.reason}"


def _marked(who: str, fact: e.SensitivityMarked) -> str:
    if fact.kind == "none":
        return f"{who}解除敏感标记：{fact.reason}"
    alerted = f"，已通知{'、'.join(map(named, fact.alerted))}" if fact.alerted else ""
    return f"{who}标记为敏感（{w.SENSITIVE[fact.kind]}）{alerted}：{fact.reason}"


SENTENCES: dict[type, Callable[[str, Any], str]] = {
    e.AppealCollected: _collected,
    e.IntakeAmended: _amended,
    e.InfoRequested: lambda who, fact: f"{who}请诉求人补充信息{until(fact.limits, 'info')}",
    e.InfoProvided: lambda who, fact: f"{who}记录诉求人补充的信息",
    e.AppealAnsweredDirectly: lambda who, fact: f"{who}直接答复：{fact.answer}",
    e.AppealNotAccepted: _not_accepted,
    e.AppealTransferredOut: _transferred,
    e.AppealMerged: lambda who, fact: f"{who}并入{fact.parent_no}：{fact.reason}",
    e.ChildAttached: lambda who, fact: f"{who}将{fact.child_no}并入本件：{fact.reason}",
    e.AppealUnmerged: lambda who, fact: f"{who}从{fact.parent_no}拆分：{fact.reason}",
    e.ChildDetached: lambda who, fact: f"{who}将{fact.child_no}从本件拆分：{fact.reason}",
    e.ProtectionAmended: _protected,
    e.AppealSupplemented: _supplemented,
    e.ParentChanged: lambda who, fact: f"{who}随{fact.before}转并入{fact.parent_no}：{fact.reason}",
    e.AppealRejoined: lambda who, fact: f"{who}随{fact.parent_no}重新办理：{fact.reason}",
    e.AppealReclassified: _reclassified,
    e.SensitivityMarked: _marked,
}
