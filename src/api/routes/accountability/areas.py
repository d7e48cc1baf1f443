"""区域: the figures by street, community or grid."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.accountability import shown
from api.accountability.boards import lines
from api.answers import json
from api.door import Serving
from api.routes.accountability.asking import AskedFor, UnitCode
from api.routes.accountability.rows import told_rows
from casework.policy.periods import before

router = APIRouter()

NOWHERE = {"": "地点不明"}


@router.get("/areas")
async def areas(
    service: Serving, asking: AskedFor,
    level: Annotated[Literal["street", "community", "grid"], Query()] = "street",
    unit: UnitCode = None,
) -> Response:  # fmt: skip
    """区域: every figure by the street, community or grid that the case lies in."""
    wanted = asking.rows(level, unit=unit)
    earlier = asking.rows(level, unit=unit, period=before(asking.period))
    async with service.pool.connection() as conn:
        listing, overall, as_of = await lines(conn, wanted, earlier, {})
        await asking.knows(conn, unit, counted=shown.note(overall) is None)
    keys = [row.key for row in listing.lines] if listing else []
    names = {key: asking.directory.place(key, asking.then) or key for key in keys}
    told = told_rows(
        asking, listing, overall, by=level, unit=unit, names={**names, **NOWHERE}, ranked=True
    )
    return json({**asking.told(as_of), "level": level, "unit": unit, **told})
