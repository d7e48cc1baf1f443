"""人员: what was handled by whom."""

from fastapi import Response

from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.parameters import Requested, UnitCode
from api.http.routes.accountability.router import router
from api.reports.boards.presenter import rows_to_json
from projections.accountability.figures.boards import board


@router.get("/people")
async def people(service: Serving, request: Requested, unit: UnitCode = None) -> Response:
    """人员: count every figure by the account that submitted the result. People are not ranked."""
    async with service.pool.connection() as conn:
        found = await board(conn, request.rows("person", unit), request.directory)
        await request.check_counted(conn, unit, found)
    body = rows_to_json(found, request.links("person", unit=unit), ranked=False)
    return json({**request.heading(found.position), "unit": unit, **body})
