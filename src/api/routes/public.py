"""诉求人凭编号和查询码: a resident without an account follows an appeal and has a word in it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response

from api import masking, withholding
from api.answers import json
from api.bodies import intake as taking_in
from api.bodies import judging
from api.bodies.oversight import UrgeBody
from api.door import AppealNo, Door, Key, Serving, service_of
from api.query_codes import SlowDown, claimant_of
from api.routes.reading import shown
from api.scope import PUBLIC
from casework.appeal import commands as c
from casework.errors import UnknownAppeal
from projections.engine.reading import caught_up
from projections.timeline.queries import of_appeal
from projections.tracking import queries

router = APIRouter(prefix="/v1/public/appeals", tags=["public 公众"])

Code = Annotated[
    str | None,
    Header(alias="Query-Code", max_length=40, description="The code given at the intake (查询码)."),
]


async def _door(request: Request, appeal_no: AppealNo, code: Code = None, key: Key = None) -> Door:
    """The door of a claimant, opened by the code of this very appeal."""
    ip = request.client.host if request.client else None
    caller = await claimant_of(service_of(request), _slow(request), appeal_no, code, ip)
    request.state.caller = caller
    return Door(request, caller, key)


def _slow(request: Request) -> SlowDown:
    state = request.app.state
    if not hasattr(state, "slow_down"):
        state.slow_down = SlowDown()
    found: SlowDown = state.slow_down
    return found


ByCode = Annotated[Door, Depends(_door)]


@router.get("/{appeal_no}")
async def progress(door: ByCode, service: Serving, appeal_no: AppealNo) -> Response:
    """进度查询: how it stands and what happened, in public words."""
    async with service.pool.connection() as conn:
        await caught_up(conn, service.city, f"{service.city}_tracking")
        row, _ = await queries.one(conn, service.city, appeal_no)
        facts, _ = await of_appeal(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    if row is None:
        raise UnknownAppeal(appeal_no=appeal_no)
    items: list[dict[str, Any]] = [
        {
            "fact": f.fact, "occurred_at": f.occurred_at, "recorded_at": f.recorded_at,
            "actor": {"role": f.role}, "details": masking.told(f, keys, clear=True),
        }
        for f in facts
    ]  # fmt: skip
    told = shown(row, keys, PUBLIC, service.policies)
    return json({**told, "facts": withholding.facts(items, PUBLIC)})


@router.post("/{appeal_no}/provide-info")
async def provide_info(
    door: ByCode, appeal_no: AppealNo, body: taking_in.ProvideInfoBody
) -> Response:
    """补充信息: what the claimant answers to what was asked."""
    return await door.send(body.asking(c.ProvideInfo, appeal_no))


@router.post("/{appeal_no}/supplement")
async def supplement(door: ByCode, appeal_no: AppealNo, body: taking_in.SupplementBody) -> Response:
    """补充诉求: something is added to an open appeal."""
    return await door.send(body.asking(c.SupplementAppeal, appeal_no))


@router.post("/{appeal_no}/urge")
async def urge(door: ByCode, appeal_no: AppealNo, body: UrgeBody) -> Response:
    """催办: the claimant asks how long it takes."""
    return await door.send(body.asking(c.UrgeOrder, appeal_no))


@router.post("/{appeal_no}/request-withdrawal")
async def request_withdrawal(
    door: ByCode, appeal_no: AppealNo, body: judging.RequestWithdrawalBody
) -> Response:
    """撤单申请: the claimant asks to take the appeal back."""
    return await door.send(body.asking(c.RequestWithdrawal, appeal_no))


@router.post("/{appeal_no}/evaluate")
async def evaluate(door: ByCode, appeal_no: AppealNo, body: judging.EvaluateBody) -> Response:
    """评价: the claimant judges the result, within the window after it was told."""
    return await door.send(body.asking(c.EvaluateResult, appeal_no))


@router.post("/{appeal_no}/object")
async def object_to(door: ByCode, appeal_no: AppealNo, body: judging.ObjectBody) -> Response:
    """诉求人异议: the claimant says that it is not solved."""
    return await door.send(body.asking(c.ObjectToResult, appeal_no))
