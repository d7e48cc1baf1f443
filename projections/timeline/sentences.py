"""One Chinese sentence for every fact: what a supervisor reads. Only here, and only from the fact.

A sentence holds no personal text: names, numbers and the resident's words stay in the details.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from casework.appeal import events as e
from casework.facts import Recorded

CHINA = ZoneInfo("Asia/Shanghai")

CHANNELS = {
    "phone": "电话", "wechat": "微信", "web": "网站", "app": "手机应用", "window": "服务窗口",
    "grid_visit": "网格走访", "party_member": "在职党员", "mailbox": "信箱", "province": "省平台",
    "media": "媒体", "other": "其他渠道", "sms": "短信", "visit": "上门", "letter": "信函",
}  # fmt: skip
TYPES = {
    "enquiry": "咨询", "help": "求助", "complaint": "投诉", "report": "举报",
    "suggestion": "建议", "thanks": "表扬", "other": "诉求",
}  # fmt: skip
OUTCOMES = {
    "solved": "已解决", "partly": "部分解决", "not_solved": "未解决",
    "explained": "解释说明", "not_ours_by_law": "依法不属职责",
}  # fmt: skip
SOLVED = {"yes": "已解决", "basically": "基本解决", "no": "未解决", "unclear": "说不清"}
SATISFIED = {
    "very": "非常满意", "yes": "满意", "basically": "基本满意",
    "no": "不满意", "refuses": "拒绝评价",
}  # fmt: skip
KINDS = {
    "normal": "正常办结", "normal_late": "超期办结", "answered_directly": "直接答复",
    "unsolved_explained": "客观原因暂不能解决", "refused_by_law": "依法不予办理",
    "terminated": "终止办理", "withdrawn": "撤单", "duplicate_merged": "重复合并",
    "not_accepted": "不予受理", "transferred_out": "转其他渠道",
    "unreachable": "回访不通", "forced": "强制结案",
}  # fmt: skip


def sentence(recorded: Recorded) -> str:
    """What happened, for a reader."""
    fact = recorded.fact
    return _SENTENCES[type(fact)](recorded.envelope.actor.user, fact)


def china(at: datetime) -> str:
    """An instant on the page: 2026年11月23日 18:00."""
    return f"{at.astimezone(CHINA):%Y年%m月%d日 %H:%M}"


def _collected(who: str, fact: e.AppealCollected) -> str:
    place = f"，地点{fact.place}" if fact.place else ""
    return (
        f"{who}经{CHANNELS[fact.channel]}采集{TYPES[fact.type]}「{fact.title}」"
        f"，类别{fact.category_name}{place}"
    )


def _dispatched(who: str, fact: e.AppealDispatched) -> str:
    limit = f"，限{china(fact.deadline)}前办结" if fact.deadline else ""
    rule = f"（规则{fact.limit_rule}）" if fact.limit_rule else ""
    again = f"第{fact.round}轮" if fact.round > 1 else ""
    return f"{who}{again}派单至{fact.lead_unit_name}{limit}{rule}"


def _acknowledged(who: str, fact: e.OrderAcknowledged) -> str:
    return f"{who}签收工单{_late(fact.late)}"


def _reassigned(who: str, fact: e.AppealReassigned) -> str:
    return f"{who}由{fact.from_unit_name or fact.from_unit}改派至{fact.to_unit_name}"


def _suspended(who: str, fact: e.AppealSuspended) -> str:
    until = f"至{china(fact.until)}" if fact.until else ""
    return f"{who}挂账{until}：{fact.reason}"


def _handled(who: str, fact: e.AppealHandled) -> str:
    return f"{who}提交办理结果：{OUTCOMES[fact.outcome]}{_late(fact.late)}"


def _fed_back(who: str, fact: e.AppealFedBack) -> str:
    if not fact.to_claimant:
        return f"{who}向中心反馈结果（匿名诉求，无需告知诉求人）"
    told = "已告知诉求人" if fact.delivered else "未能告知诉求人"
    return f"{who}以{CHANNELS[fact.channel]}反馈结果，{told}"


def _called_back(who: str, fact: e.CallbackRecorded) -> str:
    if not fact.connected:
        return f"{who}第{fact.attempt}次回访，未接通"
    contacted = "已联系" if fact.contacted else "未联系"
    answers = [
        contacted,
        SOLVED.get(fact.solved or "", "未答"),
        SATISFIED.get(fact.satisfied or "", "未答"),
    ]
    return (
        f"{who}第{fact.attempt}次回访：{'、'.join(answers)}{'' if fact.valid else '（无效回访）'}"
    )


def _closed(who: str, fact: e.AppealClosed) -> str:
    return f"{who}结案：{KINDS[fact.kind]}"


def _late(late: bool) -> str:
    return "（超时）" if late else ""


_SENTENCES: dict[type, Callable[[str, Any], str]] = {
    e.AppealCollected: _collected,
    e.AppealDispatched: _dispatched,
    e.OrderAcknowledged: _acknowledged,
    e.AppealReassigned: _reassigned,
    e.ProgressRecorded: lambda who, fact: f"{who}记录办理进展",
    e.AppealSuspended: _suspended,
    e.AppealResumed: lambda who, fact: f"{who}恢复办理",
    e.AppealHandled: _handled,
    e.AppealFedBack: _fed_back,
    e.CallbackRecorded: _called_back,
    e.AppealWithdrawn: lambda who, fact: f"{who}登记撤单",
    e.AppealClosed: _closed,
    e.AppealReopened: lambda who, fact: f"{who}重新办理（第{fact.round}轮）：{fact.reason}",
    e.NoteAdded: lambda who, fact: (
        f"{who}添加{'公开' if fact.visibility == 'public' else '内部'}备注"
    ),
}
