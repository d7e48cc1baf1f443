"""导出: a list of appeals as a file, for those who may take one away."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.files.exports import appeals as table
from api.http.door import Calling, Serving
from api.http.listing import Filter
from api.visibility.scope import exporting, narrowed
from casework.numbers import day_in_china

router = APIRouter(prefix="/v1/exports", tags=["exports 导出"])
log = structlog.get_logger()

_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Exported(Filter):
    """Which appeals, and in which form."""

    format: Literal["csv", "xlsx"] = "csv"


@router.get("/appeals", response_class=StreamingResponse)
async def appeals(
    service: Serving, caller: Calling, asked: Annotated[Exported, Query()]
) -> StreamingResponse:
    """诉求列表导出: export what `GET /v1/tracking` lists, all of it, in the order of collection.

    Claimants are masked whoever asks. Times say their zone; texts that a spreadsheet would take
    for a formula are told as texts.
    """
    reader = exporting(service.reader(caller))
    wanted = narrowed(reader, asked.wanted(caller.user))
    pages = table.pages(service.pool.connection, service.city, service.vault, wanted, reader)
    chunks = table.CHUNKS[asked.format](pages)
    first = await anext(chunks)  # what goes wrong at once is still answered as a problem
    log.info("export.begun", user=caller.user, format=asked.format)
    name = f"appeals-{day_in_china(datetime.now(UTC))}.{asked.format}"
    return StreamingResponse(
        _again(first, chunks),
        media_type=_MEDIA[asked.format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _again(first: bytes, later: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for chunk in later:
        yield chunk
