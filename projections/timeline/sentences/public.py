"""What happened, as a resident is told it: no account, no office's dealings with another."""

from collections.abc import Callable, Mapping
from typing import Any

from projections.timeline.sentences import words as w

Details = Mapping[str, Any]

_SENTENCES: dict[str, Callable[[Details], str]] = {
    "appeal.collected": lambda d: "您的诉求已受理",
    "intake.amended": lambda d: "诉求的登记内容已更正",
    "protection.amended": lambda d: "诉求的保护要求已更改",
    "info.requested": lambda d: "请您补充信息",
    "info.provided": lambda d: "您补充的信息已收到",
    "appeal.supplemented": lambda d: "您补充的内容已收到",
    "appeal.answered_directly": lambda d: "已直接答复",
    "appeal.not_accepted": lambda d: f"不予受理：{w.NOT_ACCEPTED.get(d.get('ground', ''), '')}",
    "appeal.transferred_out": lambda d: f"已转{w.TRANSFERS.get(d.get('to', ''), '其他渠道')}",
    "appeal.merged": lambda d: "与同一事项的诉求合并办理",
    "appeal.dispatched": lambda d: f"已交{d.get('lead_unit_name', '承办单位')}办理",
    "order.acknowledged": lambda d: "承办单位已接收",
    "appeal.reassigned": lambda d: f"已改由{d.get('to_unit_name', '其他单位')}办理",
    "unit.designated": lambda d: f"已确定由{d.get('unit_name', '承办单位')}办理",
    "extension.approved": lambda d: "办理期限已延长",
    "appeal.suspended": lambda d: "暂缓办理",
    "appeal.resumed": lambda d: "恢复办理",
    "progress.recorded": lambda d: "办理有了进展",
    "note.added": lambda d: "补充说明",
    "appeal.handled": lambda d: f"承办单位已有办理结果：{w.OUTCOMES.get(d.get('outcome', ''), '')}",
    "appeal.fed_back": lambda d: "结果已答复您" if d.get("delivered") else "结果未能告知您",
    "feedback.failed": lambda d: "未能联系到您告知结果",
    "record.corrected": lambda d: "办理结果已更正",
    "parent.changed": lambda d: "合并办理的诉求有变动",
    "appeal.rejoined": lambda d: "再次合并办理",
    "result.shared": lambda d: "合并办理的结果已答复您",
    "evaluation.given": lambda d: "您的评价已收到",
    "objection.raised": lambda d: "您提出的异议已收到",
    "objection.settled": lambda d: "您的异议已答复",
    "rework.ordered": lambda d: "已要求重新办理",
    "handling.terminated": lambda d: "终止办理",
    "withdrawal.requested": lambda d: "您的撤单申请已收到",
    "appeal.withdrawn": lambda d: "诉求已撤回",
    "order.urged": lambda d: "已催办",
    "appeal.closed": lambda d: "诉求已办结",
    "appeal.reopened": lambda d: "诉求已重新办理",
}


def public_sentence(topic: str, details: Details) -> str:
    """Return what happened, for the resident whose appeal it is."""
    return _SENTENCES[topic](details)


TOPICS = frozenset(_SENTENCES)
