"""Orders, in sentences."""

from collections.abc import Callable
from typing import Any

from casework.appeal import events as e
from projections.timeline.sentences import words as w
from projections.timeline.sentences.instants import china, late, until
from projections.timeline.sentences.names import named


def _dispatched(who: str, fact: e.AppealDispatched) -> str:
    limit = f"，限{china(fact.deadline)}前办结" if fact.deadline else ""
    rule = f"（规则{fact.limit_rule}）" if fact.limit_rule else ""
    again = f"第{fact.round}轮" if fact.round > 1 else ""
    helpers = f"，协办{_names(fact.co_orders)}" if fact.co_orders else ""
    return f"{who}{again}派单至{fact.lead_unit_name}{helpers}{limit}{rule}"


def _names(orders: tuple[e.CoOrder, ...]) -> str:
    return "、".join(order.unit_name for order in orders)


def _assigned(who: str, fact: e.OrderAssignedWithinUnit) -> str:
    limit = f"，限{china(fact.due)}前" if fact.due else ""
    if fact.to_unit is not None:
        return f"{who}逐级分派给{fact.to_unit_name}{limit}"
    return f"{who}在单位内分派给{named(fact.to)}{limit}"


def _reassigned(who: str, fact: e.AppealReassigned) -> str:
    reason = f"：{fact.reason}" if fact.reason else ""
    clock = "，时限重新计算" if fact.clock == "restart" else ""
    before = fact.from_unit_name or named(fact.from_unit)
    return f"{who}由{before}改派至{fact.to_unit_name}{clock}{reason}"


def _return_requested(who: str, fact: e.ReturnRequested) -> str:
    return f"{who}申请退单（{w.RETURNS[fact.ground]}）：{fact.reason}"


def _designated(who: str, fact: e.UnitDesignated) -> str:
    return f"{who}裁定由{fact.unit_name}承办：{fact.basis}"


def _helper_added(who: str, fact: e.CoHandlerAdded) -> str:
    limit = until(fact.limits, "co_handling")
    return f"{who}增加协办单位{fact.order.unit_name}{limit}：{fact.reason}"


def _whistled(who: str, fact: e.WhistleBlown) -> str:
    return f"{who}吹哨，请{_names(fact.orders)}报到：{fact.task}"


def _reported(who: str, fact: e.CoHandlerReported) -> str:
    """Say it: coming is 报到, what came of it 反馈."""
    return f"{who}{'报到，协办进行中' if fact.interim else '反馈协办结果'}{late(fact.late)}"


def _handed_over(who: str, fact: e.OrdersHandedOver) -> str:
    return f"{who}将{named(fact.from_unit)}的工单移交{fact.to_unit_name}：{fact.reason}"


SENTENCES: dict[type, Callable[[str, Any], str]] = {
    e.AppealDispatched: _dispatched,
    e.OrderRecalled: lambda who, fact: f"{who}撤回派单：{fact.reason}",
    e.OrderAcknowledged: lambda who, fact: f"{who}签收工单{late(fact.late)}",
    e.OrderAssignedWithinUnit: _assigned,
    e.DispatcherChanged: lambda who, fact: (
        f"{who}将经办由{named(fact.before)}转交{named(fact.to)}：{fact.reason}"
    ),
    e.AppealReassigned: _reassigned,
    e.ReturnRequested: _return_requested,
    e.ReturnAccepted: lambda who, fact: f"{who}同意{named(fact.unit)}退单：{fact.reason}",
    e.ReturnRefused: lambda who, fact: f"{who}驳回{named(fact.unit)}退单：{fact.reason}",
    e.ArbitrationOpened: lambda who, fact: f"{who}提起争议裁定：{fact.reason}",
    e.UnitDesignated: _designated,
    e.CoHandlerAdded: _helper_added,
    e.WhistleBlown: _whistled,
    e.CoHandlerReported: _reported,
    e.OrdersHandedOver: _handed_over,
}
