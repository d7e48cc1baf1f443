"""Handling (办理), over HTTP: one route a verb."""

from fastapi import APIRouter, Response

from api.bodies import handling as b
from api.command_route import CommandRoute
from api.door import AppealNo, OnVersion
from casework.appeal import commands as c

router = APIRouter(route_class=CommandRoute)


@router.post("/{appeal_no}/record-contact")
async def record_contact(
    door: OnVersion, appeal_no: AppealNo, body: b.RecordContactBody
) -> Response:
    """联系记录: the unit has called or visited the claimant."""
    return await door.send(body.asking(c.RecordContact, appeal_no))


@router.post("/{appeal_no}/record-progress")
async def record_progress(
    door: OnVersion, appeal_no: AppealNo, body: b.RecordProgressBody
) -> Response:
    """办理进展: a step within the handling, for the centre or for the claimant to see."""
    return await door.send(body.asking(c.RecordProgress, appeal_no))


@router.post("/{appeal_no}/request-extension")
async def request_extension(
    door: OnVersion, appeal_no: AppealNo, body: b.RequestExtensionBody
) -> Response:
    """延期申请: more time, asked for before the deadline, after telling the claimant why."""
    return await door.send(body.asking(c.RequestExtension, appeal_no))


@router.post("/{appeal_no}/decide-extension")
async def decide_extension(
    door: OnVersion, appeal_no: AppealNo, body: b.DecideExtensionBody
) -> Response:
    """延期审批: the centre moves the deadline, or leaves it."""
    return await door.send(body.asking(c.DecideExtension, appeal_no))


@router.post("/{appeal_no}/request-suspension")
async def request_suspension(
    door: OnVersion, appeal_no: AppealNo, body: b.RequestSuspensionBody
) -> Response:
    """挂账申请: nothing can be done for now; the clock shall stand until a date."""
    return await door.send(body.asking(c.RequestSuspension, appeal_no))


@router.post("/{appeal_no}/decide-suspension")
async def decide_suspension(
    door: OnVersion, appeal_no: AppealNo, body: b.DecideSuspensionBody
) -> Response:
    """挂账审批: two persons of the centre sign before a clock may stand."""
    return await door.send(body.asking(c.DecideSuspension, appeal_no))


@router.post("/{appeal_no}/resume")
async def resume(
    door: OnVersion, appeal_no: AppealNo, body: b.ResumeBody = b.ResumeBody()
) -> Response:
    """恢复办理: the waiting is over, by date or before; what was left of each clock runs on."""
    return await door.send(body.asking(c.ResumeAppeal, appeal_no))


@router.post("/{appeal_no}/request-termination")
async def request_termination(
    door: OnVersion, appeal_no: AppealNo, body: b.RequestTerminationBody
) -> Response:
    """终止办理申请: the unit asks to end the handling midway (Weifang rules, art. 21)."""
    return await door.send(body.asking(c.RequestTermination, appeal_no))


@router.post("/{appeal_no}/decide-termination")
async def decide_termination(
    door: OnVersion, appeal_no: AppealNo, body: b.DecideTerminationBody
) -> Response:
    """终止办理审批: ended midway with an explanation to the claimant, or not."""
    return await door.send(body.asking(c.DecideTermination, appeal_no))


@router.post("/{appeal_no}/prepare-result")
async def prepare_result(
    door: OnVersion, appeal_no: AppealNo, body: b.PrepareResultBody
) -> Response:
    """拟办结果: proposed by a unit that the order was handed down to; the lead submits it."""
    return await door.send(body.asking(c.PrepareResult, appeal_no))


@router.post("/{appeal_no}/handle")
async def handle(door: OnVersion, appeal_no: AppealNo, body: b.HandleBody) -> Response:
    """办结: the lead unit submits its result, with a reply that the resident may read."""
    return await door.send(body.asking(c.SubmitHandling, appeal_no))


@router.post("/{appeal_no}/review")
async def review(door: OnVersion, appeal_no: AppealNo, body: b.ReviewBody) -> Response:
    """审核: the centre looks at the result; good, or back to the unit."""
    return await door.send(body.asking(c.ReviewHandling, appeal_no))


@router.post("/{appeal_no}/feed-back")
async def feed_back(door: OnVersion, appeal_no: AppealNo, body: b.FeedBackBody) -> Response:
    """反馈: tell the result to the claimant and to the centre."""
    return await door.send(body.asking(c.FeedBack, appeal_no))
