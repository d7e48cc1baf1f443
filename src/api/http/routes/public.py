"""诉求人凭编号和查询码: a resident without an account follows an appeal and has a word in it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response

from api.http import commands
from api.http.answers import json
from api.http.door import AppealNo, Door, Key, Serving, service_of
from api.http.query_codes import SlowDown, claimant_of
from api.http.routes.reading import shown
from api.visibility import masking, withholding
from api.visibility.scope import PUBLIC
from casework.appeal import commands as c
from casework.errors import UnknownAppeal
from casework.sql import schema_of
from projections.engine.reading import caught_up
from projections.timeline.queries import of_appeal
from projections.tracking import queries

router = APIRouter(prefix="/v1/public/appeals", tags=["public 公众"])

Code = Annotated[
    str | None,
    Header(alias="Query-Code", max_length=40, description="The code given at the intake (查询码)."),
]


async def _door(request: Request, appeal_no: AppealNo, code: Code = None, key: Key = None) -> Door:
    """Return the door of a claimant, opened by the code of this very appeal."""
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
    """进度查询: show how it stands and what happened, in public words."""
    async with service.pool.connection() as conn:
        await caught_up(conn, service.city, schema_of(service.city, "tracking"))
        row, _ = await queries.one(conn, service.city, appeal_no)
        facts, _ = await of_appeal(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    if row is None:
        raise UnknownAppeal(appeal_no=appeal_no)
    items: list[dict[str, Any]] = [
        {
            "fact": f.fact,
            "occurred_at": f.occurred_at,
            "recorded_at": f.recorded_at,
            "actor": {"role": f.role},
            "details": masking.to_json(f, keys, clear=True),
        }
        for f in facts
    ]
    told = shown(row, keys, PUBLIC, service.policies)
    return json({**told, "facts": withholding.facts(items, PUBLIC)})


OF_CLAIMANTS = (
    c.ProvideInfo,
    c.SupplementAppeal,
    c.UrgeOrder,
    c.RequestWithdrawal,
    c.EvaluateResult,
    c.ObjectToResult,
)
for command in OF_CLAIMANTS:
    commands.lay(router, commands.TABLE[command.VERB], ByCode)
