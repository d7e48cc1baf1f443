"""Oversight (督办与查看), over HTTP: one route a verb."""

from fastapi import APIRouter, Response

from api import answers, masking
from api.bodies import oversight as b
from api.command_route import CommandRoute
from api.door import AppealNo, OnVersion
from api.routes.reading import row_of
from api.scope import UNITS
from casework.appeal import commands as c
from casework.appeal.commands.reveal_claimant import FIELDS
from casework.appeal.refusals import ConfidentialToUnits
from casework.requests import Rehearsal
from projections.life.queries import facts_of

router = APIRouter(route_class=CommandRoute)


@router.post("/{appeal_no}/urge")
async def urge(door: OnVersion, appeal_no: AppealNo, body: b.UrgeBody) -> Response:
    """催办: somebody asks how long it takes; no state changes, no clock moves."""
    return await door.send(body.asking(c.UrgeOrder, appeal_no))


@router.post("/{appeal_no}/supervise")
async def supervise(door: OnVersion, appeal_no: AppealNo, body: b.SuperviseBody) -> Response:
    """督办: formal supervision of one or more units, with a demand and a time for the reply."""
    return await door.send(body.asking(c.OpenSupervision, appeal_no))


@router.post("/{appeal_no}/reply-supervision")
async def reply_supervision(
    door: OnVersion, appeal_no: AppealNo, body: b.ReplySupervisionBody
) -> Response:
    """督办回复: a supervised unit answers the demand."""
    return await door.send(body.asking(c.ReplySupervision, appeal_no))


@router.post("/{appeal_no}/close-supervision")
async def close_supervision(
    door: OnVersion, appeal_no: AppealNo, body: b.CloseSupervisionBody
) -> Response:
    """督办办结: the supervisor is content with the reply, or has drawn the consequence."""
    return await door.send(body.asking(c.CloseSupervision, appeal_no))


@router.post("/{appeal_no}/label")
async def label(door: OnVersion, appeal_no: AppealNo, body: b.LabelBody) -> Response:
    """标签: what is to be seen at a glance."""
    return await door.send(body.asking(c.LabelAppeal, appeal_no))


@router.post("/{appeal_no}/recuse")
async def recuse(door: OnVersion, appeal_no: AppealNo, body: b.RecuseBody) -> Response:
    """回避: whoever has an interest in the matter leaves it to others."""
    return await door.send(body.asking(c.RecordRecusal, appeal_no))


@router.post("/{appeal_no}/reveal-claimant")
async def reveal_claimant(
    door: OnVersion, appeal_no: AppealNo, body: b.RevealClaimantBody
) -> Response:
    """查看诉求人信息: read the claimant's data in clear; that it was read is a fact of the case."""
    answer = await door.decided(body.asking(c.RevealClaimant, appeal_no))
    if isinstance(answer, Rehearsal):
        return answers.rehearsed(answer)
    service = door.service
    async with service.pool.connection() as conn:
        if answer.repeated:  # who may read it no more is not told it once more
            _, rights, _ = await row_of(conn, service, door.caller, appeal_no)
            if rights.claimant == "absent" and UNITS & door.caller.posts:
                raise ConfidentialToUnits(appeal_no=appeal_no)
        facts = await facts_of(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    claimant = masking.revealed(facts, keys, [f for f in FIELDS if f in body.fields])
    return answers.done(answer, more={"claimant": claimant})


@router.post("/{appeal_no}/add-note")
async def add_note(door: OnVersion, appeal_no: AppealNo, body: b.AddNoteBody) -> Response:
    """备注: write something down beside the case; nothing else changes, no clock moves."""
    return await door.send(body.asking(c.AddNote, appeal_no))


@router.post("/{appeal_no}/attach-file")
async def attach_file(door: OnVersion, appeal_no: AppealNo, body: b.AttachFileBody) -> Response:
    """附件: put a file beside the case by its SHA-256, so that it can be proven."""
    return await door.send(body.asking(c.AttachFile, appeal_no))


@router.post("/{appeal_no}/erase")
async def erase(door: OnVersion, appeal_no: AppealNo, body: b.EraseBody) -> Response:
    """擦除个人信息: the key of a closed appeal is destroyed; history and figures stay whole."""
    return await door.send(body.asking(c.ErasePersonalData, appeal_no))


@router.post("/{appeal_no}/settle-deadline")
async def settle_deadline(
    door: OnVersion, appeal_no: AppealNo, body: b.SettleDeadlineBody = b.SettleDeadlineBody()
) -> Response:
    """期限确认: a provisional deadline is counted again once its year is published."""
    return await door.send(body.asking(c.SettleDeadline, appeal_no))
