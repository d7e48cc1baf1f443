"""Judging (回访与结案), over HTTP: one route a verb."""

from fastapi import APIRouter, Response

from api.bodies import judging as b
from api.command_route import CommandRoute
from api.door import AppealNo, OnVersion
from casework.appeal import commands as c

router = APIRouter(route_class=CommandRoute)


@router.post("/{appeal_no}/record-callback")
async def record_callback(
    door: OnVersion, appeal_no: AppealNo, body: b.RecordCallbackBody
) -> Response:
    """回访: the centre asks the claimant: were you contacted, is it solved, are you satisfied?"""
    return await door.send(body.asking(c.RecordCallback, appeal_no))


@router.post("/{appeal_no}/evaluate")
async def evaluate(door: OnVersion, appeal_no: AppealNo, body: b.EvaluateBody) -> Response:
    """评价: the claimant's own judgement of a result, within the window after it was told."""
    return await door.send(body.asking(c.EvaluateResult, appeal_no))


@router.post("/{appeal_no}/object")
async def object_to(door: OnVersion, appeal_no: AppealNo, body: b.ObjectBody) -> Response:
    """诉求人异议: the claimant says that it is not solved; the centre has to answer that."""
    return await door.send(body.asking(c.ObjectToResult, appeal_no))


@router.post("/{appeal_no}/settle-objection")
async def settle_objection(
    door: OnVersion, appeal_no: AppealNo, body: b.SettleObjectionBody
) -> Response:
    """异议处理: the centre answers an objection that leads to nothing further, and says why."""
    return await door.send(body.asking(c.SettleObjection, appeal_no))


@router.post("/{appeal_no}/correct-record")
async def correct_record(
    door: OnVersion, appeal_no: AppealNo, body: b.CorrectRecordBody
) -> Response:
    """更正记录: what was taken down wrongly is put right by a further fact; the old one stays."""
    return await door.send(body.asking(c.CorrectRecord, appeal_no))


@router.post("/{appeal_no}/order-rework")
async def order_rework(door: OnVersion, appeal_no: AppealNo, body: b.OrderReworkBody) -> Response:
    """重办: the unit has to do it again, in a new round with a shorter limit."""
    return await door.send(body.asking(c.OrderRework, appeal_no))


@router.post("/{appeal_no}/request-withdrawal")
async def request_withdrawal(
    door: OnVersion, appeal_no: AppealNo, body: b.RequestWithdrawalBody
) -> Response:
    """撤单申请: the resident asks to take the appeal back; the centre checks who asks."""
    return await door.send(body.asking(c.RequestWithdrawal, appeal_no))


@router.post("/{appeal_no}/withdraw")
async def withdraw(door: OnVersion, appeal_no: AppealNo, body: b.WithdrawBody) -> Response:
    """撤单: the claimant takes the appeal back; possible as long as it is open."""
    return await door.send(body.asking(c.WithdrawAppeal, appeal_no))


@router.post("/{appeal_no}/close")
async def close(door: OnVersion, appeal_no: AppealNo, body: b.CloseBody) -> Response:
    """结案: the centre ends the case, never the unit that handled it."""
    return await door.send(body.asking(c.CloseAppeal, appeal_no))


@router.post("/{appeal_no}/reopen")
async def reopen(door: OnVersion, appeal_no: AppealNo, body: b.ReopenBody) -> Response:
    """重新办理: a closed case is taken up again; the old closing stays visible."""
    return await door.send(body.asking(c.ReopenAppeal, appeal_no))


@router.post("/{appeal_no}/archive")
async def archive(
    door: OnVersion, appeal_no: AppealNo, body: b.ArchiveBody = b.ArchiveBody()
) -> Response:
    """归档: after the window for reopening nothing is added any more."""
    return await door.send(body.asking(c.ArchiveAppeal, appeal_no))


@router.post("/{appeal_no}/request-exclusion")
async def request_exclusion(
    door: OnVersion, appeal_no: AppealNo, body: b.RequestExclusionBody
) -> Response:
    """剔除申请: the unit asks not to be judged by this case, once, with evidence."""
    return await door.send(body.asking(c.RequestExclusion, appeal_no))


@router.post("/{appeal_no}/decide-exclusion")
async def decide_exclusion(
    door: OnVersion, appeal_no: AppealNo, body: b.DecideExclusionBody
) -> Response:
    """剔除审批: two persons decide whether a case leaves the rates."""
    return await door.send(body.asking(c.DecideExclusion, appeal_no))


@router.post("/{appeal_no}/appeal-assessment")
async def appeal_assessment(
    door: OnVersion, appeal_no: AppealNo, body: b.AppealAssessmentBody
) -> Response:
    """考核申诉: the unit objects to how a case was counted in what was published."""
    return await door.send(body.asking(c.AppealAssessment, appeal_no))


@router.post("/{appeal_no}/decide-assessment")
async def decide_assessment(
    door: OnVersion, appeal_no: AppealNo, body: b.DecideAssessmentBody
) -> Response:
    """考核申诉裁定: the objection holds or it does not; published figures are never edited."""
    return await door.send(body.asking(c.DecideAssessment, appeal_no))
