"""类别: the figures by the kind of trouble."""

from typing import Annotated, Literal

from fastapi import Query, Response

from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.parameters import Requested, UnitCode
from api.http.routes.accountability.router import router
from api.reports.boards.presenter import rows_to_json
from projections.accountability.figures.boards import board
from projections.accountability.figures.query import By

_BY: dict[str, By] = {"1": "category", "2": "subcategory"}


@router.get("/categories")
async def categories(
    service: Serving,
    request: Requested,
    level: Annotated[Literal["1", "2"], Query(description="1 大类, 2 小类")] = "1",
    unit: UnitCode = None,
) -> Response:
    """类别: count every figure by category. Categories are not ranked."""
    query = request.rows(_BY[level], unit)
    async with service.pool.connection() as conn:
        found = await board(conn, query, request.directory)
        await request.check_counted(conn, unit, found)
    body = rows_to_json(found, request.links(query.by, unit=unit), ranked=False)
    return json({**request.heading(found.position), "level": level, "unit": unit, **body})
