"""明细: list the orders behind a figure, in pages."""

from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import BaseModel

from api.http import cursors
from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.parameters import Limit, ListRequested, UnitCode, known_figure
from api.http.routes.accountability.router import router
from api.reports.boards.orders import order_to_json
from casework.figures.catalogue import FIGURES
from projections.accountability.figures.drill_down import OrderBehind, drill_down
from projections.accountability.figures.query import PageAfter, Part

Figure = Annotated[str, Query(max_length=60, examples=["handled_in_time"])]
Keys = Annotated[
    list[str] | None,
    Query(max_length=400, description="Rows of the board, by their `key`; all if left out."),
]
Kind = Literal["unit", "street", "community", "grid", "category", "subcategory", "person"]


class FigureAppealsQuery(BaseModel):
    """Which orders behind which figure, of which rows of the board, and which page of them."""

    figure: Figure
    part: Annotated[Part, Query(description="All of a rate, its part, or the rest.")] = "whole"
    by: Kind = "unit"
    key: Keys = None
    unit: UnitCode = None
    limit: Limit = 50
    cursor: Annotated[str | None, Query(max_length=500)] = None


@router.get("/appeals")
async def appeals(
    service: Serving, request: ListRequested, asked: Annotated[FigureAppealsQuery, Query()]
) -> Response:
    """明细: list the orders behind a figure, counted by the same words over the same rows.

    `counts` says of each whether it is of the figure's part; `next` is the cursor of the page that
    follows. Amounts of time are seconds.
    """
    figure, part, by, key, unit = asked.figure, asked.part, asked.by, asked.key, asked.unit
    query, units = request.rows(by, unit), (key or []) if by == "unit" else []
    for each in units:
        request.within(each)
    bound = (known_figure(figure), part, by, key, unit, *request.bounds)
    after = cursors.marked(bound, asked.cursor)
    async with service.pool.connection() as conn:
        page = PageAfter(after, asked.limit + 1)
        found, as_of = await drill_down(conn, query, figure, part, page, key)
        counted = bool(found) or after is not None
        for code in (unit, *units):
            await request.check_known(conn, code, counted=counted)
    items = [order_to_json(each, request) for each in found[: asked.limit]]
    body = {
        **request.heading(as_of.position),
        "figure": {"id": figure, "name": FIGURES[figure].chinese, "part": part},
        "items": items,
        "next": _next(bound, found, asked.limit),
    }
    return json(body)


def _next(bound: object, found: list[OrderBehind], limit: int) -> str | None:
    if len(found) <= limit:
        return None
    last = found[limit - 1].row
    return cursors.mark(bound, (last.appeal_no, last.order_no))
