"""Orders (工单), over HTTP: one route a verb."""

from fastapi import APIRouter, Response

from api.bodies import orders as b
from api.command_route import CommandRoute
from api.door import AppealNo, OnVersion
from casework.appeal import commands as c

router = APIRouter(route_class=CommandRoute)


@router.post("/{appeal_no}/dispatch")
async def dispatch(
    door: OnVersion, appeal_no: AppealNo, body: b.DispatchBody = b.DispatchBody()
) -> Response:
    """派单: send the appeal to the unit that shall lead it, with the limit on the order."""
    return await door.send(body.asking(c.DispatchAppeal, appeal_no))


@router.post("/{appeal_no}/take-over")
async def take_over(door: OnVersion, appeal_no: AppealNo, body: b.TakeOverBody) -> Response:
    """转交经办: another dispatcher goes on with it, as at the change of a shift."""
    return await door.send(body.asking(c.TakeOver, appeal_no))


@router.post("/{appeal_no}/recall")
async def recall(door: OnVersion, appeal_no: AppealNo, body: b.RecallBody) -> Response:
    """撤回派单: take an order back, as long as nobody has acknowledged it."""
    return await door.send(body.asking(c.RecallOrder, appeal_no))


@router.post("/{appeal_no}/acknowledge")
async def acknowledge(
    door: OnVersion, appeal_no: AppealNo, body: b.AcknowledgeBody = b.AcknowledgeBody()
) -> Response:
    """签收: the unit confirms that it has taken the order. Of many who try at once, one does."""
    return await door.send(body.asking(c.AcknowledgeOrder, appeal_no))


@router.post("/{appeal_no}/assign-within-unit")
async def assign_within_unit(
    door: OnVersion, appeal_no: AppealNo, body: b.AssignWithinUnitBody
) -> Response:
    """单位内部分派: the unit gives its order to a section or a person."""
    return await door.send(body.asking(c.AssignWithinUnit, appeal_no))


@router.post("/{appeal_no}/approve")
async def approve(door: OnVersion, appeal_no: AppealNo, body: b.ApproveBody) -> Response:
    """单位负责人审批: the unit's head lets what a clerk asked for go out, or keeps it in."""
    return await door.send(body.asking(c.ApproveRequest, appeal_no))


@router.post("/{appeal_no}/request-return")
async def request_return(
    door: OnVersion, appeal_no: AppealNo, body: b.RequestReturnBody
) -> Response:
    """退单申请: the unit says that the order is not its own, within the window for it."""
    return await door.send(body.asking(c.RequestReturn, appeal_no))


@router.post("/{appeal_no}/decide-return")
async def decide_return(door: OnVersion, appeal_no: AppealNo, body: b.DecideReturnBody) -> Response:
    """退单审核: the centre decides whether the order goes back."""
    return await door.send(body.asking(c.DecideReturn, appeal_no))


@router.post("/{appeal_no}/open-arbitration")
async def open_arbitration(
    door: OnVersion, appeal_no: AppealNo, body: b.OpenArbitrationBody
) -> Response:
    """提起争议裁定: the centre has it decided for good whose duty this is."""
    return await door.send(body.asking(c.OpenArbitration, appeal_no))


@router.post("/{appeal_no}/decide-arbitration")
async def decide_arbitration(
    door: OnVersion, appeal_no: AppealNo, body: b.DecideArbitrationBody
) -> Response:
    """裁定指定: the unit that leads is named after hearing the others; final."""
    return await door.send(body.asking(c.DecideArbitration, appeal_no))


@router.post("/{appeal_no}/reassign")
async def reassign(door: OnVersion, appeal_no: AppealNo, body: b.ReassignBody) -> Response:
    """改派: move the order to another unit; the clock runs on unless a leader restarts it."""
    return await door.send(body.asking(c.ReassignAppeal, appeal_no))


@router.post("/{appeal_no}/hand-over")
async def hand_over(door: OnVersion, appeal_no: AppealNo, body: b.HandOverBody) -> Response:
    """整体移交: the open order of a dissolved unit goes to its successor, one fact an appeal."""
    return await door.send(body.asking(c.HandOver, appeal_no))


@router.post("/{appeal_no}/add-co-handler")
async def add_co_handler(
    door: OnVersion, appeal_no: AppealNo, body: b.AddCoHandlerBody
) -> Response:
    """增加协办: another unit helps, with a task and a clock of its own."""
    return await door.send(body.asking(c.AddCoHandler, appeal_no))


@router.post("/{appeal_no}/whistle")
async def whistle(door: OnVersion, appeal_no: AppealNo, body: b.WhistleBody) -> Response:
    """吹哨: a street that leads calls departments to the spot; they must come."""
    return await door.send(body.asking(c.BlowWhistle, appeal_no))


@router.post("/{appeal_no}/report")
async def report(door: OnVersion, appeal_no: AppealNo, body: b.ReportBody) -> Response:
    """协办反馈: a co-handler says what it has done."""
    return await door.send(body.asking(c.CoHandlerReport, appeal_no))
