"""明细: the orders behind a figure, in pages."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api import cursors
from api.accountability.orders import told_order
from api.answers import json
from api.door import Serving
from api.routes.accountability.asking import AskedFor, Asking, UnitCode, known_figure
from casework.figures.catalogue import FIGURES
from projections.accountability.queries import Order, Part, behind

router = APIRouter()

Figure = Annotated[str, Query(max_length=60, examples=["handled_in_time"])]
Keys = Annotated[
    list[str] | None,
    Query(max_length=400, description="Rows of the board, by their `key`; all if left out."),
]
Kind = Literal["unit", "street", "community", "grid", "category", "subcategory", "person"]


@router.get("/appeals")
async def appeals(
    service: Serving, asking: AskedFor, figure: Figure,
    part: Annotated[Part, Query(description="All of a rate, its part, or the rest.")] = "whole",
    by: Kind = "unit", key: Keys = None, unit: UnitCode = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:  # fmt: skip
    """明细: the orders behind a figure, counted by the same words over the same rows.

    `counts` says of each whether it is of the figure's part; `next` is the cursor of the page that
    follows. Amounts of time are seconds.
    """
    wanted = asking.rows(by, unit=unit)
    if by == "unit":
        for each in key or ():
            asking.within(each)
    bound = (known_figure(figure), part, by, key, unit, *asking.bounds)
    after = cursors.marked(bound, cursor)
    async with service.pool.connection() as conn:
        found, as_of = await behind(
            conn,
            wanted,
            figure,
            part,
            keys=key,
            after=after,
            limit=limit + 1,
            hidden=asking.hidden,
        )
        for each in (unit, *(key or ())) if by == "unit" else (unit,):
            await asking.knows(conn, each, counted=bool(found) or after is not None)
    page = found[:limit]
    more = len(found) > limit
    body = {
        **asking.told(as_of),
        "figure": {"id": figure, "name": FIGURES[figure].chinese, "part": part},
        "items": [_told(asking, order) for order in page],
        "next": cursors.mark(bound, _key(page[-1])) if more else None,
    }
    return json(body)


def _told(asking: Asking, order: Order) -> dict[str, Any]:
    told = told_order(order, asking.seen.at, asking.policy, asking.policies)
    return {**told, "appeal": asking.appeal(order.row.appeal_no)}


def _key(order: Order) -> tuple[str, str]:
    return order.row.appeal_no, order.row.order_no
