"""计数: how many each tab of the caller's posts holds, within the scope of the lists themselves."""

from fastapi import APIRouter, Response

from api.http.answers import json
from api.http.door import Calling, Serving
from api.http.routes.reading import After, told_as_of
from api.http.tabs import query_of, tabs_of
from api.visibility.scope import narrowed
from casework.sql import schema_of
from projections.engine.reading import wait
from projections.tracking import queries

router = APIRouter(prefix="/v1/counts", tags=["tracking 跟踪"])


@router.get("")
async def counts(service: Serving, caller: Calling, after: After = None) -> Response:
    """页签计数: count each tab its count, all as of one instant; `query` lists just those."""
    reader, tabs = service.reader(caller), tabs_of(caller)
    wanted = {tab.name: narrowed(reader, tab.filter.wanted(caller.user)) for tab in tabs}
    async with service.pool.connection() as conn:
        reached = after is None or await wait(conn, schema_of(service.city, "tracking"), after)
        found, as_of = await queries.counts(conn, service.city, wanted)
    items = [
        {
            "tab": tab.name,
            "name": tab.chinese,
            "count": found[tab.name],
            "query": query_of(tab.filter),
        }
        for tab in tabs
    ]
    return json({"items": items, "as_of": told_as_of(as_of, reached)})
