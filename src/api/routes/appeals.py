"""Commands over HTTP: one route a verb, named as its file in `casework/appeal/commands`."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api import bodies as b
from api.command_route import CommandRoute
from api.door import AtTheDoor, OnVersion
from casework.appeal import commands as c

router = APIRouter(prefix="/v1/appeals", tags=["appeals 诉求"], route_class=CommandRoute)

AppealNo = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,120}$", examples=["DT20261123-000017"])]


@router.post("", status_code=201)
async def collect(door: AtTheDoor, body: b.CollectBody) -> Response:
    """采集: take in an appeal. Idempotency-Key is required."""
    given = body.model_dump(exclude={"claimant", "location"})
    claimant = c.Claimant(**body.claimant.model_dump()) if body.claimant else None
    location = c.Location(**body.location.model_dump())
    return await door.collect(c.CollectAppeal(**given, claimant=claimant, location=location))


@router.post("/{appeal_no}/dispatch")
async def dispatch(door: OnVersion, appeal_no: AppealNo, body: b.DispatchBody) -> Response:
    """派单: send it to its lead unit; the service computes the deadline."""
    return await door.send(c.DispatchAppeal(appeal_no=appeal_no, **body.model_dump()))


@router.post("/{appeal_no}/acknowledge")
async def acknowledge(door: OnVersion, appeal_no: AppealNo) -> Response:
    """签收: the lead unit takes the order."""
    return await door.send(c.AcknowledgeOrder(appeal_no=appeal_no))


@router.post("/{appeal_no}/handle")
async def handle(door: OnVersion, appeal_no: AppealNo, body: b.HandleBody) -> Response:
    """办结: the lead unit submits its result."""
    return await door.send(c.SubmitHandling(appeal_no=appeal_no, **body.model_dump()))


@router.post("/{appeal_no}/feed-back")
async def feed_back(door: OnVersion, appeal_no: AppealNo, body: b.FeedBackBody) -> Response:
    """反馈: the result is told to the claimant and to the centre."""
    return await door.send(c.FeedBack(appeal_no=appeal_no, **body.model_dump()))


@router.post("/{appeal_no}/record-callback")
async def record_callback(door: OnVersion, appeal_no: AppealNo, body: b.CallbackBody) -> Response:
    """回访: one attempt to ask the claimant."""
    return await door.send(c.RecordCallback(appeal_no=appeal_no, **body.model_dump()))


@router.post("/{appeal_no}/close")
async def close(door: OnVersion, appeal_no: AppealNo, body: b.CloseBody) -> Response:
    """结案: the centre ends the case."""
    return await door.send(c.CloseAppeal(appeal_no=appeal_no, **body.model_dump()))


@router.post("/{appeal_no}/withdraw")
async def withdraw(door: OnVersion, appeal_no: AppealNo, body: b.WithdrawBody) -> Response:
    """撤单: the claimant takes it back."""
    return await door.send(c.WithdrawAppeal(appeal_no=appeal_no, **body.model_dump()))


@router.post("/{appeal_no}/add-note")
async def add_note(door: OnVersion, appeal_no: AppealNo, body: b.NoteBody) -> Response:
    """备注: write something down; nothing else changes."""
    return await door.send(c.AddNote(appeal_no=appeal_no, **body.model_dump()))
