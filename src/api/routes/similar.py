"""Repeats: at intake, what of late may be about the same matter."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Response

from api.answers import json
from api.door import Calling, Serving
from api.routes.reading import Lat, Lng, Word
from casework.appeal.commands import CollectAppeal
from casework.appeal.refusals import OutsideScope
from casework.appeal.words import Status
from projections.similar.queries import Similar, Sought, candidates, ranked

router = APIRouter(prefix="/v1/appeals", tags=["appeals 诉求"])

Phone = Annotated[str | None, Query(pattern=r"^[^\x00-\x1f]{3,40}$", description="Never logged.")]


@router.get("/similar")
async def similar(
    service: Serving, caller: Calling,
    phone: Phone = None, area: Word = None, category: Word = None, title: Word = None,
    lat: Lat = None, lng: Lng = None,
    within_days: Annotated[int, Query(ge=1, le=366)] = 30,
) -> Response:  # fmt: skip
    """相似诉求: the same caller, the same place, alike words; a suggestion, never a merge."""
    if not CollectAppeal.POSTS & caller.posts or caller.posts == {"resident"}:
        raise OutsideScope("Only who takes in appeals is shown similar ones.")
    sought = Sought(
        since=datetime.now(UTC) - timedelta(days=within_days),
        callers=service.vault.claimant_refs(phone), area=area, category=category,
        title=title or "", lat=lat, lng=lng,
    )  # fmt: skip
    async with service.pool.connection() as conn:
        found = await candidates(conn, service.city, sought)
    return json({"items": [_shown(each) for each in ranked(sought, found)]})


def _shown(similar: Similar) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(similar.appeal)
    del shown["same_caller"]
    status = Status(similar.appeal.status).chinese
    return {**shown, "status_name": status, "score": similar.score, "shares": similar.shares}
