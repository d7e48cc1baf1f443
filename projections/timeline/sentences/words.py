"""The Chinese of the closed lists, as a timeline says it."""

from collections.abc import Sequence
from datetime import datetime

from casework.time import CHINA

CHANNELS = {
    "phone": "电话",
    "wechat": "微信",
    "web": "网站",
    "app": "手机应用",
    "window": "服务窗口",
    "grid_visit": "网格走访",
    "party_member": "在职党员",
    "mailbox": "信箱",
    "province": "省平台",
    "media": "媒体",
    "other": "其他渠道",
    "sms": "短信",
    "visit": "上门",
    "letter": "信函",
}
TYPES = {
    "enquiry": "咨询",
    "help": "求助",
    "complaint": "投诉",
    "report": "举报",
    "suggestion": "建议",
    "thanks": "表扬",
    "other": "诉求",
}
OUTCOMES = {
    "solved": "已解决",
    "partly": "部分解决",
    "not_solved": "未解决",
    "explained": "解释说明",
    "not_ours_by_law": "依法不属职责",
}
SOLVED = {"yes": "已解决", "basically": "基本解决", "no": "未解决", "unclear": "说不清"}
SATISFIED = {
    "very": "非常满意",
    "yes": "满意",
    "basically": "基本满意",
    "no": "不满意",
    "refuses": "拒绝评价",
}
KINDS = {
    "normal": "正常办结",
    "normal_late": "超期办结",
    "answered_directly": "直接答复",
    "unsolved_explained": "客观原因暂不能解决",
    "refused_by_law": "依法不予办理",
    "terminated": "终止办理",
    "withdrawn": "撤单",
    "duplicate_merged": "重复合并",
    "not_accepted": "不予受理",
    "transferred_out": "转其他渠道",
    "unreachable": "回访不通",
    "forced": "强制结案",
}
CLOCKS = {
    "dispatch": "派单",
    "info": "补充信息",
    "acknowledgement": "签收",
    "return_window": "退单",
    "contact": "联系诉求人",
    "handling": "办理",
    "co_handling": "协办",
    "suspension": "挂账",
    "feedback": "反馈",
    "callback": "回访",
    "closing": "结案",
    "supervision": "督办回复",
    "reopening": "重新办理",
    "objection": "异议处理",
    "decision": "审批",
}
NOT_ACCEPTED = {
    "emergency_line": "属紧急热线",
    "in_or_for_litigation": "应由诉讼解决",
    "arbitration": "应由仲裁解决",
    "discipline": "属纪检监察",
    "reconsideration": "属行政复议",
    "info_disclosure": "属信息公开",
    "petition_in_progress": "信访办理中",
    "same_matter_in_progress": "同一事项办理中",
    "same_matter_finished_no_new_fact": "已办结且无新事实",
    "secret_or_privacy": "涉密或涉隐私",
    "beyond_duty_market": "超出政府职责",
    "against_law_or_public_order": "违反法律或公序良俗",
    "other_region": "不属本地",
    "no_substance": "无实质内容",
    "unclear_and_no_contact": "内容不清且无法联系",
}
TRANSFERS = {
    "110": "110",
    "119": "119",
    "120": "120",
    "122": "122",
    "petition": "信访部门",
    "court": "法院",
    "procuratorate": "检察院",
    "supervision_commission": "监察委员会",
    "central_unit": "中央驻地单位",
    "other_region": "其他地区",
    "other": "其他渠道",
}
RETURNS = {
    "not_our_duty": "非本单位职责",
    "not_our_area": "非本单位辖区",
    "wrong_category": "归类有误",
    "already_closed": "事项已办结",
    "insufficient_info": "信息不足",
}
TERMINATIONS = {
    "settled_between_parties": "双方已和解",
    "claimant_does_not_cooperate": "诉求人不配合",
    "object_gone": "事项已不存在",
    "in_legal_procedure": "已进入法律程序",
    "needs_superior_decision": "需上级决定",
    "other": "其他",
}
EXCLUSIONS = {
    "claim_unreasonable_by_law": "诉求依法不合理",
    "claim_untrue": "诉求不实",
    "malicious_repeat": "恶意重复",
    "beyond_public_duty": "超出公共职责",
    "suggestion_or_praise": "建议或表扬",
    "policy_limit_documented": "政策所限",
    "force_majeure": "不可抗力",
    "suspended_by_approval": "经批准挂账",
    "unreachable": "回访不通",
    "duplicate_child": "并案子件",
}
LEVELS = {"routine": "一般督办", "listed": "挂牌督办", "interview": "约谈", "joint": "联合督办"}
SENSITIVE = {
    "none": "无",
    "threat": "扬言",
    "fire": "消防",
    "heating": "供热",
    "water": "供水",
    "group": "群体性",
}
BASES = {"new_facts": "有新事实", "false_result": "办理结果不实", "leaders_order": "领导批示"}
OVERDUE_TO = {"unit_head": "单位负责人", "duty_leader": "值班领导", "supervisor": "督查人员"}
MATTERS = {
    "suspension": "挂账",
    "exclusion": "剔除",
    "erasure": "擦除个人信息",
    "restart": "时限重新计算",
    "forced_close": "强制结案",
    "transfer_out": "转出",
    "return": "退单",
    "extension": "延期",
    "termination": "终止办理",
}
ASKED = {
    "request-return": "退单",
    "request-extension": "延期",
    "request-suspension": "挂账",
    "request-termination": "终止办理",
    "request-exclusion": "剔除",
    "whistle": "吹哨",
    "handle": "办理结果",
}
BECAUSE = {
    "handle": "已提交办理结果",
    "reassign": "已改派",
    "close": "已结案",
    "merge": "已并案",
    "withdraw": "已撤单",
    "hand-over": "工单已移交",
    "order-rework": "已责成重办",
    "reopen": "已重新办理",
    "recall": "派单已撤回",
    "decide-return": "已退单",
    "open-arbitration": "已提起裁定",
    "decide-termination": "已终止办理",
}
LABELS = {
    "difficult": "疑难",
    "key_case": "重点",
    "harassment": "骚扰",
    "repeat_caller": "老户",
}
FIELDS = {
    "type": "类型",
    "urgency": "紧急程度",
    "title": "标题",
    "category": "类别",
    "area": "网格",
    "content": "内容",
    "claimant_name": "姓名",
    "claimant_phone": "电话",
    "address": "地址",
    "confidential": "保密",
    "wants_callback": "是否回访",
    "claimant_kind": "诉求人类别",
    "complained_against": "被诉对象",
    "complained_against_unit": "被诉单位",
    "channel": "方式",
    "connected": "是否接通",
    "valid": "是否有效",
    "contacted": "是否联系",
    "solved": "是否解决",
    "satisfied": "满意度",
    "opinion": "意见",
    "visited": "是否上门",
    "process_satisfied": "过程满意度",
    "stars": "星级",
    "met": "是否见面",
    "summary": "联系内容",
    "outcome": "办理结果",
    "facts_true": "是否属实",
    "measures": "办理措施",
    "public_reply": "公开答复",
    "unsolved_reason": "未解决原因",
    "plan": "后续安排",
    "delivered": "是否送达",
}
RECORDS = {
    "callback": "回访",
    "contact": "联系",
    "result": "办理结果",
    "feedback": "反馈",
}
FILES = {
    "scene": "现场",
    "identity": "身份",
    "contact_evidence": "联系凭证",
    "handling": "办理",
    "callback": "回访",
    "other": "其他",
}


def china(at: datetime) -> str:
    """Return an instant on the page: 2026年11月23日 18:00."""
    return f"{at.astimezone(CHINA):%Y年%m月%d日 %H:%M}"


def late(is_late: bool) -> str:
    """Return a remark where something came too late."""
    return "（超时）" if is_late else ""


def until(limits: Sequence[object], clock: str) -> str:
    """Return until when a clock that begins here runs, as the end of a sentence."""
    due = [x.due for x in limits if getattr(x, "clock", "") == clock]  # type: ignore[attr-defined]
    return f"，限{china(due[0])}前" if due else ""
