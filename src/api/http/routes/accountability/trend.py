"""走势: the figures of one unit, or of all, over the last periods."""

from typing import Annotated

from fastapi import Query, Response

from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.parameters import Requested, UnitCode, known_figure
from api.http.routes.accountability.router import router
from api.reports.boards.presenter import catalogue
from api.reports.boards.trend import points_to_json
from projections.accountability.figures import boards

PERIODS, MOST = 12, 60


@router.get("/trend")
async def over_time(
    service: Serving,
    request: Requested,
    unit: UnitCode = None,
    figure: Annotated[str | None, Query(max_length=60, description="指标; else all.")] = None,
    periods: Annotated[int, Query(ge=1, le=MOST)] = PERIODS,
) -> Response:
    """走势: show one figure, or what the policy prints, over so many periods up to the one asked
    for."""
    figures = (known_figure(figure),) if figure else request.query.policy.columns
    query = request.rows("period", unit)
    async with service.pool.connection() as conn:
        found, as_of = await boards.over_time(conn, query, periods)
        await request.check_known(conn, unit, counted=any(line for _, line in found))
    body = {
        **request.heading(as_of.position),
        "unit": unit,
        "columns": catalogue(figures),
        "points": points_to_json(request, request.links("unit"), unit, found, figures),
    }
    return json(body)
