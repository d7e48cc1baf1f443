"""页签: the lists that each post looks at, by name, each as the filter that finds it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from api.http.listing import Filter
from casework.facts import Caller
from casework.time import CHINA


class Tab(msgspec.Struct, frozen=True):
    """One list: its name, its Chinese word, and what it asks for."""

    name: str
    chinese: str
    filter: Filter


def tabs_of(caller: Caller, now: datetime | None = None) -> list[Tab]:
    """Return the tabs of the caller's posts, each once, in the order of their work."""
    today = (now or datetime.now(UTC)).astimezone(CHINA).date()
    found: dict[str, Tab] = {}
    for posts, tabs in (
        ({"collector", "operator", "duty_leader"}, _centre(today)),
        ({"supervisor", "auditor"}, _oversight()),
        ({"caller"}, _callback()),
        ({"arbitrator"}, _disputes()),
        ({"department", "unit_head"}, _unit(caller)),
        ({"grid_worker", "resident"}, _own()),
    ):
        if posts & caller.posts:
            found |= {tab.name: tab for tab in tabs if tab.name not in found}
    return list(found.values())


def query_of(filter_: Filter) -> dict[str, Any]:
    """Return what a filter asks for, as the parameters of a query."""
    asked: dict[str, Any] = filter_.model_dump(mode="json", by_alias=True, exclude_none=True)
    return asked


def _tab(name: str, chinese: str, **asked: Any) -> Tab:
    return Tab(name, chinese, Filter.model_validate(asked))


def _state(name: str, chinese: str, status: str, **more: Any) -> Tab:
    return _tab(name, chinese, status=[status], **more)


def _asked(name: str, chinese: str, pending: str, **more: Any) -> Tab:
    return _tab(name, chinese, pending=pending, **more)


def _centre(today: date) -> Iterator[Tab]:
    yield _state("pool", "待派单", "collected", merged=False)
    yield _state("arbitration", "争议裁定", "arbitration")
    yield _asked("returns", "退单待审", "return")
    yield _asked("extensions", "延期待审", "extension")
    yield _asked("suspensions", "挂账待审", "suspension")
    yield _asked("terminations", "终止待审", "termination")
    yield _asked("withdrawals", "撤单待核", "withdrawal")
    yield _asked("exclusions", "剔除待审", "exclusion")
    yield _asked("assessments", "考核申诉", "assessment")
    yield _asked("seconds", "待第二人签", "second")
    yield _asked("objections", "诉求人异议", "objection")
    yield _state("to_sign", "待签收", "dispatched")
    yield _state("handling", "办理中", "handling")
    yield _tab("suspended", "挂账", suspended=True)
    yield _state("to_feed_back", "待反馈", "handled")
    yield _state("to_call_back", "待回访", "fed_back")
    yield _tab("to_call", "到期回访", to_call=True)
    yield _state("to_close", "待结案", "called_back")
    yield _state("overdue", "超期", "open", overdue=True)
    yield _state("mine", "我派的", "open", mine=True)
    yield _tab("collected_today", "今日采集", **{"from": today, "to": today})
    yield _tab("dispatched_today", "今日派单", dispatched_on=today)


def _oversight() -> Iterator[Tab]:
    yield _state("open", "在办", "open")
    yield _state("overdue", "超期", "open", overdue=True)
    yield _asked("supervisions", "督办中", "supervision")
    yield _state("unanswered", "督办待回复", "open", clock="supervision")
    yield _asked("seconds", "待第二人签", "second")
    yield _asked("exclusions", "剔除待审", "exclusion")
    yield _asked("assessments", "考核申诉", "assessment")
    yield _tab("suspended", "挂账", suspended=True)
    yield _state("sensitive", "敏感", "open", sensitive="any")


def _callback() -> Iterator[Tab]:
    yield _state("to_call_back", "待回访", "fed_back")
    yield _tab("to_call", "到期回访", to_call=True)
    yield _asked("objections", "诉求人异议", "objection")
    yield _state("to_close", "待结案", "called_back")


def _disputes() -> Iterator[Tab]:
    yield _state("arbitration", "争议裁定", "arbitration")


def _unit(caller: Caller) -> Iterator[Tab]:
    unit = caller.unit
    yield _state("to_sign", "待签收", "dispatched", unit=unit)
    yield _state("handling", "办理中", "handling", unit=unit)
    yield _state("returning", "退单中", "return_pending", unit=unit)
    yield _state("to_feed_back", "待反馈", "handled", unit=unit)
    yield _tab("done", "已办结", status=["fed_back", "called_back"], unit=unit)
    yield _state("redo", "被退回重办", "open", redo=True, unit=unit)
    yield _state("helping", "协办", "open", helping=unit)
    yield _tab("supervised", "督办", supervised=unit)
    yield _state("handed", "转办", "open", handed=unit)
    yield _state("copied", "抄送", "open", copied=unit)
    yield _state("suspended", "挂账", "open", suspended=True, unit=unit)
    yield _state("overdue", "超期", "open", overdue=True, holder=unit)
    if "unit_head" in caller.posts:
        yield _asked("approvals", "待审批", "approval")


def _own() -> Iterator[Tab]:
    yield _state("open", "办理中", "open")
