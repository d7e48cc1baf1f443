"""单位榜: the board of all units in their lists."""

from typing import Annotated

from fastapi import Query, Response

from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.parameters import Requested
from api.http.routes.accountability.router import router
from api.reports.boards.presenter import board_to_json
from api.reports.boards.request import check_list
from projections.accountability.figures.boards import board

ListId = Annotated[
    str | None, Query(alias="list", max_length=60, description="One list of the policy (榜单).")
]


@router.get("/units")
async def units(service: Serving, request: Requested, listing: ListId = None) -> Response:
    """单位榜: rank every unit in its list, with all figures, score, rank, and both means.

    A unit reads its own line and those below it, ranked among all.
    """
    query, seen = request.query, request.units
    check_list(query.policy, listing)
    async with service.pool.connection() as conn:
        found = await board(conn, query, request.directory)
    lists = [each for each in found.lists if listing in (None, each.id)]
    shown = [each for each in lists if seen is None or any(row.key in seen for row in each.lines)]
    body = board_to_json(found, shown, request.links("unit"), seen)
    return json({**request.heading(found.position), **body})
