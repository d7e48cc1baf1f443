"""区域: the figures by street, community or grid."""

from typing import Annotated, Literal

from fastapi import Query, Response

from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.parameters import Requested, UnitCode
from api.http.routes.accountability.router import router
from api.reports.boards.presenter import rows_to_json
from projections.accountability.figures.boards import board


@router.get("/areas")
async def areas(
    service: Serving,
    request: Requested,
    level: Annotated[Literal["street", "community", "grid"], Query()] = "street",
    unit: UnitCode = None,
) -> Response:
    """区域: count every figure by the street, community or grid that the case lies in."""
    query = request.rows(level, unit)
    async with service.pool.connection() as conn:
        found = await board(conn, query, request.directory)
        await request.check_counted(conn, unit, found)
    body = rows_to_json(found, request.links(level, unit=unit), ranked=True)
    return json({**request.heading(found.position), "level": level, "unit": unit, **body})
