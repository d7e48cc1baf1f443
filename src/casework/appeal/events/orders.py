"""Orders (工单): to whom an appeal is sent, who else helps, who says it is not theirs."""

from datetime import datetime

from casework.appeal.events.parts import CoOrder, Limit, Move
from casework.appeal.words import ClockPolicy, ReturnGround
from casework.facts import Fact


class AppealDispatched(Fact, frozen=True, kw_only=True):
    """派单: sent to a lead unit, with the limit that holds and the rule it came from."""

    TOPIC = "appeal.dispatched"

    round: int
    lead_unit: str
    lead_unit_name: str
    deadline: datetime | None = None
    acknowledge_by: datetime | None = None
    limit_rule: str | None = None
    limit_hours: float | None = None
    instruction: str | None = None
    co_orders: tuple[CoOrder, ...] = ()
    copied_to: tuple[str, ...] = ()
    basis: str | None = None
    limits: tuple[Limit, ...] = ()


class OrderRecalled(Fact, frozen=True, kw_only=True):
    """撤回派单: taken back before the unit acknowledged it."""

    TOPIC = "order.recalled"

    unit: str
    reason: str
    limits: tuple[Limit, ...] = ()


class OrderAcknowledged(Fact, frozen=True, kw_only=True):
    """签收: the unit confirmed that it has taken the order."""

    TOPIC = "order.acknowledged"

    unit: str
    late: bool = False


class OrderAssignedWithinUnit(Fact, frozen=True, kw_only=True):
    """单位内部分派: to a section, a person or a unit below, until a time of the unit's own.

    Where `to_unit` is named the order is handed down (逐级分派); the lead stays responsible.
    """

    TOPIC = "order.assigned_within_unit"

    unit: str
    to: str
    to_unit: str | None = None
    to_unit_name: str | None = None
    due: datetime | None = None
    note: str | None = None


class AppealReassigned(Fact, frozen=True, kw_only=True):
    """改派: moved from one unit to another; the clock runs on unless a leader restarts it."""

    TOPIC = "appeal.reassigned"

    from_unit: str
    to_unit: str
    to_unit_name: str
    from_unit_name: str = ""
    reason: str = ""
    clock: ClockPolicy = "continue"
    approved_by: str | None = None
    to_acknowledge: bool = False
    deadline: datetime | None = None
    limits: tuple[Limit, ...] = ()


class ReturnRequested(Fact, frozen=True, kw_only=True):
    """退单申请: the unit says it is not theirs; while the centre decides, the centre holds it.

    `lead` says that it is the lead's: a co-handler's return changes nothing for the others.
    """

    TOPIC = "return.requested"

    unit: str
    ground: ReturnGround
    reason: str
    legal_basis: str | None = None
    suggested_unit: str | None = None
    approved_by: str | None = None
    lead: bool = False
    limits: tuple[Limit, ...] = ()


class ReturnAccepted(Fact, frozen=True, kw_only=True):
    """同意退单: the order is back in the pool."""

    TOPIC = "return.accepted"

    unit: str
    reason: str
    limits: tuple[Limit, ...] = ()
    moves: tuple[Move, ...] = ()


class ReturnRefused(Fact, frozen=True, kw_only=True):
    """驳回退单: it stays with the unit; what halted meanwhile goes on with what was left."""

    TOPIC = "return.refused"

    unit: str
    reason: str
    lead: bool = False
    moves: tuple[Move, ...] = ()


class ArbitrationOpened(Fact, frozen=True, kw_only=True):
    """提起争议裁定: whose duty it is will be decided for good."""

    TOPIC = "arbitration.opened"

    reason: str
    units: tuple[str, ...] = ()


class UnitDesignated(Fact, frozen=True, kw_only=True):
    """指定承办: decided after hearing the units; final, no return any more."""

    TOPIC = "unit.designated"

    unit: str
    unit_name: str
    basis: str
    units_heard: tuple[str, ...] = ()
    final: bool = True
    catalogue_proposal: str | None = None
    limits: tuple[Limit, ...] = ()


class CoHandlerAdded(Fact, frozen=True, kw_only=True):
    """增加协办: another unit helps, with a task and a limit of its own."""

    TOPIC = "co_handler.added"

    order: CoOrder
    reason: str
    limits: tuple[Limit, ...] = ()


class WhistleBlown(Fact, frozen=True, kw_only=True):
    """吹哨: a street calls departments; they must come and report (报到)."""

    TOPIC = "whistle.blown"

    by_unit: str
    orders: tuple[CoOrder, ...]
    task: str
    approved_by: str
    limits: tuple[Limit, ...] = ()


class CoHandlerReported(Fact, frozen=True, kw_only=True):
    """协办反馈: the co-handler says what it has done."""

    TOPIC = "co_handler.reported"
    PERSONAL = ("result",)

    unit: str
    result: str
    interim: bool = False
    late: bool = False
    late_reason: str | None = None


class DispatcherChanged(Fact, frozen=True, kw_only=True):
    """转交经办: another dispatcher goes on with it, and decides what comes back."""

    TOPIC = "dispatcher.changed"

    before: str
    to: str
    reason: str


class OrdersHandedOver(Fact, frozen=True, kw_only=True):
    """整体移交: a unit was dissolved or merged; its open order goes to its successor.

    Where the successor has one already, the two are `joined`; the lead's outweighs.
    """

    TOPIC = "orders.handed_over"

    from_unit: str
    to_unit: str
    to_unit_name: str
    reason: str
    lead: bool = False
    joined: bool = False
