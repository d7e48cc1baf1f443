"""The clocks of one appeal, explained to the second, now or at any instant."""

from datetime import UTC, datetime

import msgspec
from fastapi import APIRouter, Response

from api.http.answers import json
from api.http.door import AppealNo, Calling, Serving
from api.http.routes.reading import After, At, row_of
from api.visibility import withholding
from casework.appeal import public
from projections.appeal_history.clocks import read
from projections.appeal_history.queries import as_it_stood, facts_of

router = APIRouter(prefix="/v1/tracking", tags=["tracking 跟踪"])


@router.get("/{appeal_no}/clocks")
async def clocks(
    service: Serving, caller: Calling, appeal_no: AppealNo, at: At = None, after: After = None
) -> Response:
    """时钟: show each with its segments, the facts that began and ended them, the versions used.

    `used_seconds` is the sum of the segments' seconds, exactly.
    """
    async with service.pool.connection() as conn:
        _, rights, _ = await row_of(conn, service, caller, appeal_no, after)
        facts = await facts_of(conn, service.city, appeal_no)
    then = at or datetime.now(UTC)
    appeal = as_it_stood(facts, at=at)
    readings = [read(c, then, service.policies) for c in appeal.clocks] if appeal else []
    shown = withholding.clocks(map(msgspec.structs.asdict, readings), rights)
    status = appeal.status.value if appeal else None
    body = {
        "appeal_no": appeal_no,
        "at": then,
        "status": public.status_of(status)[0] if status and rights.public else status,
        "deadline": appeal.deadline if appeal else None,
        "clocks": shown,
        "version": appeal.version if appeal else 0,
    }
    return json(body)
