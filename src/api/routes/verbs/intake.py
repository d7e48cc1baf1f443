"""Taking in (采集), over HTTP: one route a verb."""

from fastapi import APIRouter, Response

from api.bodies import intake as b
from api.command_route import CommandRoute
from api.door import AppealNo, OnVersion
from casework.appeal import commands as c

router = APIRouter(route_class=CommandRoute)


@router.post("/{appeal_no}/amend")
async def amend(door: OnVersion, appeal_no: AppealNo, body: b.AmendBody) -> Response:
    """更正登记: put right what was taken down wrongly, before it is sent to anybody."""
    return await door.send(body.asking(c.AmendIntake, appeal_no))


@router.post("/{appeal_no}/amend-protection")
async def amend_protection(
    door: OnVersion, appeal_no: AppealNo, body: b.AmendProtectionBody
) -> Response:
    """变更保护与对象: who is to be protected, and from whom, became known after the intake."""
    return await door.send(body.asking(c.AmendProtection, appeal_no))


@router.post("/{appeal_no}/supplement")
async def supplement(door: OnVersion, appeal_no: AppealNo, body: b.SupplementBody) -> Response:
    """补充诉求: something is added to an open appeal, without having been asked for."""
    return await door.send(body.asking(c.SupplementAppeal, appeal_no))


@router.post("/{appeal_no}/request-info")
async def request_info(door: OnVersion, appeal_no: AppealNo, body: b.RequestInfoBody) -> Response:
    """请补充信息: ask the claimant for what is missing; the handling clock does not wait for it."""
    return await door.send(body.asking(c.RequestMoreInfo, appeal_no))


@router.post("/{appeal_no}/provide-info")
async def provide_info(door: OnVersion, appeal_no: AppealNo, body: b.ProvideInfoBody) -> Response:
    """补充信息: what the claimant answered."""
    return await door.send(body.asking(c.ProvideInfo, appeal_no))


@router.post("/{appeal_no}/answer-directly")
async def answer_directly(
    door: OnVersion, appeal_no: AppealNo, body: b.AnswerDirectlyBody
) -> Response:
    """直接答复: the centre answers an enquiry on the spot, and that ends it."""
    return await door.send(body.asking(c.AnswerDirectly, appeal_no))


@router.post("/{appeal_no}/refuse")
async def refuse(door: OnVersion, appeal_no: AppealNo, body: b.RefuseBody) -> Response:
    """不予受理: not a matter for this hotline; the claimant is told why and where to turn."""
    return await door.send(body.asking(c.RefuseAppeal, appeal_no))


@router.post("/{appeal_no}/transfer-out")
async def transfer_out(door: OnVersion, appeal_no: AppealNo, body: b.TransferOutBody) -> Response:
    """转出: hand the matter to another line or body; an emergency goes at once."""
    return await door.send(body.asking(c.TransferOut, appeal_no))


@router.post("/{appeal_no}/merge")
async def merge(door: OnVersion, appeal_no: AppealNo, body: b.MergeBody) -> Response:
    """并案: put an appeal under another of the same matter; a link, which can be undone."""
    return await door.send(body.asking(c.MergeInto, appeal_no))


@router.post("/{appeal_no}/unmerge")
async def unmerge(door: OnVersion, appeal_no: AppealNo, body: b.UnmergeBody) -> Response:
    """拆分: it was another matter after all; the appeal stands alone again, in the pool."""
    return await door.send(body.asking(c.UnmergeAppeal, appeal_no))


@router.post("/{appeal_no}/reclassify")
async def reclassify(door: OnVersion, appeal_no: AppealNo, body: b.ReclassifyBody) -> Response:
    """重新归类: another category; no deadline moves by it."""
    return await door.send(body.asking(c.ReclassifyAppeal, appeal_no))


@router.post("/{appeal_no}/mark-sensitive")
async def mark_sensitive(
    door: OnVersion, appeal_no: AppealNo, body: b.MarkSensitiveBody
) -> Response:
    """敏感标记: a threat, a fire, a group: other eyes look at it at once. `none` takes it back."""
    return await door.send(body.asking(c.MarkSensitive, appeal_no))
