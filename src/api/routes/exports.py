"""导出: a list of appeals as a file, for those who may take one away."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.door import Calling, Serving
from api.exports import appeals as table
from api.routes import tracking
from api.routes.reading import Word
from api.scope import export_scope_of
from casework.appeal import words as w
from casework.numbers import day_in_china
from projections.tracking import queries

router = APIRouter(prefix="/v1/exports", tags=["exports 导出"])
log = structlog.get_logger()

_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("/appeals", response_class=StreamingResponse)
async def appeals(
    service: Serving, caller: Calling, format_: Annotated[
        Literal["csv", "xlsx"], Query(alias="format")] = "csv",
    status: Annotated[list[queries.StatusFilter] | None, Query()] = None,
    unit: Word = None, helping: Word = None, area: Word = None, category: Word = None,
    channel: w.Channel | None = None, pending: queries.Pending | None = None,
    flag: queries.Flag | None = None, overdue: bool | None = None, q: Word = None,
) -> StreamingResponse:  # fmt: skip
    """诉求列表导出: what `GET /v1/tracking` lists, all of it, in the order of collection.

    Claimants are masked whoever asks. Times say their zone; texts that a spreadsheet would take
    for a formula are told as texts.
    """
    wanted = export_scope_of(caller, service.reach(caller)).narrow(
        tracking.wanted(
            status=status, unit=unit, helping=helping, area=area, category=category,
            channel=channel, pending=pending, flag=flag, overdue=overdue, q=q,
        )
    )  # fmt: skip
    pages = table.pages(service.pool.connection, service.city, service.vault, wanted)
    chunks = table.CHUNKS[format_](pages)
    first = await anext(chunks)  # what goes wrong at once is still answered as a problem
    log.info("export.begun", user=caller.user, format=format_)
    name = f"appeals-{day_in_china(datetime.now(UTC))}.{format_}"
    return StreamingResponse(
        _again(first, chunks),
        media_type=_MEDIA[format_],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _again(first: bytes, later: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for chunk in later:
        yield chunk
