"""时间线: what happened to one appeal, one sentence a fact."""

from typing import Any

from fastapi import APIRouter, Response

from api.http.answers import json
from api.http.door import AppealNo, Calling, Serving
from api.http.routes.reading import After, row_of, told_as_of
from api.visibility import masking, withholding
from casework.sql import schema_of
from projections.engine.reading import wait
from projections.timeline.queries import of_appeal
from projections.timeline.sentences import names

router = APIRouter(prefix="/v1/tracking", tags=["tracking 跟踪"])


@router.get("/{appeal_no}/timeline")
async def timeline(
    service: Serving, caller: Calling, appeal_no: AppealNo, after: After = None
) -> Response:
    """Return what happened to one appeal, in order, one sentence a fact."""
    async with service.pool.connection() as conn:
        _, rights, _ = await row_of(conn, service, caller, appeal_no, after)
        reached = after is None or await wait(conn, schema_of(service.city, "timeline"), after)
        facts, as_of = await of_appeal(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    clear, called = rights.claimant == "clear", names.of(service.directory)
    items: list[dict[str, Any]] = [
        {
            "version": f.version,
            "position": f.position,
            "fact": f.fact,
            "occurred_at": f.occurred_at,
            "recorded_at": f.recorded_at,
            "actor": {"user": f.actor, "role": f.role, "unit": f.unit},
            "source": f.source,
            "sentence": names.with_names(f.sentence, called),
            "details": masking.to_json(f, keys, clear=clear),
        }
        for f in facts
    ]
    items = withholding.facts(items, rights)
    return json({"items": items, "as_of": told_as_of(as_of, reached)})
