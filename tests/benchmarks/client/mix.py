"""Lives as they come: most are plain, one in so many takes a side path; of every path a few."""

from datetime import UTC, datetime, timedelta

from tests.benchmarks.city import UNITS

Step = tuple[str, str, dict[str, object] | None]
"""A verb, the account that sends it, and its body."""

_MEASURES = (
    "工作人员当日上门测温，确认入户管道积气，现场排气并更换了温控阀门，次日复测室温二十一度。"
)
_REPLY = "您好，您反映的室温问题已处理，目前室温恢复正常，如有反复请随时联系供热公司值班室。"
_CLOSE: Step = ("close", "callback", {"kind": "normal"})


def plain_life(unit: str) -> list[Step]:
    """The six verbs after the collection."""
    return [_dispatch(unit), _acknowledge(unit), *_handled_and_called(unit), _CLOSE]


def mixed_life(n: int, unit: str) -> list[Step]:
    """The n-th life after its collection. The path of one in `every` is taken `at` its turn."""

    def one_in(every: int, at: int, path: list[Step]) -> list[Step]:
        return path if n % every == at else []

    clerk, other = unit.lower(), UNITS[(UNITS.index(unit) + 1) % len(UNITS)]
    return [
        *one_in(5, 0, _asked()),
        *one_in(20, 6, [_dispatch(other), ("recall", "operator", {"reason": "派错单位"})]),
        *([_dispatch(other), _reassign(unit)] if n % 15 == 8 else [_dispatch(unit)]),
        _acknowledge(unit),
        *one_in(12, 3, _returned(unit)),
        ("record-contact", clerk, {"channel": "phone", "connected": True}),
        ("record-progress", clerk, {"text": "已派维修人员上门。"}),
        *one_in(4, 1, [("urge", "operator", {"text": "什么时候来？"})]),
        *one_in(10, 2, _extended(unit)),
        *one_in(10, 7, _helped(other)),
        *one_in(25, 9, _supervised(unit)),
        *one_in(8, 4, [_handle(unit), ("review", "operator", _refused("未附照片"))]),
        *_handled_and_called(unit),
        *one_in(15, 5, [_rework(), *_handled_and_called(unit)]),
        *one_in(3, 0, [("add-note", "operator", {"text": "已电话核实。"})]),
        _CLOSE,
        *one_in(20, 11, [_reopen(), *_handled_and_called(unit), _CLOSE]),
    ]


def _dispatch(unit: str) -> Step:
    return ("dispatch", "operator", {"lead_unit": unit})


def _acknowledge(unit: str) -> Step:
    return ("acknowledge", unit.lower(), None)


def _reassign(unit: str) -> Step:
    return ("reassign", "operator", {"to_unit": unit, "reason": "管辖有误"})


def _rework() -> Step:
    return ("order-rework", "callback", {"reason": "室温又降了"})


def _reopen() -> Step:
    return ("reopen", "duty", {"basis": "new_facts", "reason": "夜里又不热了"})


def _refused(reason: str) -> dict[str, object]:
    return {"decision": "refuse", "reason": reason}


def _handle(unit: str) -> Step:
    done = {"outcome": "solved", "facts_true": "yes", "measures": _MEASURES}
    return ("handle", unit.lower(), {**done, "public_reply": _REPLY})


def _handled_and_called(unit: str) -> list[Step]:
    answers = {"connected": True, "contacted": True, "solved": "yes", "satisfied": "very"}
    said = "处理得很快，态度也好，谢谢。"
    return [
        _handle(unit),
        ("feed-back", unit.lower(), {"channel": "phone", "delivered": True}),
        ("record-callback", "callback", {"channel": "phone", **answers, "opinion": said}),
    ]


def _asked() -> list[Step]:
    return [
        ("request-info", "operator", {"questions": "请问是哪个单元？"}),
        ("provide-info", "operator", {"answers": "二单元。"}),
    ]


def _returned(unit: str) -> list[Step]:
    ground = {"ground": "not_our_duty", "reason": "属物业职责"}
    return [
        ("request-return", f"{unit.lower()}-head", ground),
        ("decide-return", "operator", _refused("属贵单位职责")),
    ]


def _extended(unit: str) -> list[Step]:
    now = datetime.now(UTC)
    until, told = (now + timedelta(days=9)).isoformat(), now.isoformat()
    asked = {"until": until, "claimant_informed_at": told, "reason": "等待配件"}
    return [
        ("request-extension", f"{unit.lower()}-head", asked),
        ("decide-extension", "operator", {"decision": "accept", "reason": "属实"}),
    ]


def _helped(other: str) -> list[Step]:
    asked = {"unit": other, "task": "到场配合", "reason": "两家相关"}
    return [
        ("add-co-handler", "operator", asked),
        ("report", other.lower(), {"result": "已到场配合，完成。"}),
    ]


def _supervised(unit: str) -> list[Step]:
    return [
        ("supervise", "duty", {"level": "routine", "demand": "请说明进展", "units": [unit]}),
        ("reply-supervision", unit.lower(), {"reply": "配件已到，今日更换。"}),
        ("close-supervision", "duty", {"result": "情况属实"}),
    ]
