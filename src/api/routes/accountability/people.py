"""人员: what was handled by whom."""

from typing import Any

from fastapi import APIRouter, Response
from psycopg import AsyncConnection

from api.accountability import shown
from api.accountability.boards import lines
from api.answers import json
from api.door import Serving
from api.routes.accountability.asking import AskedFor, Asking, UnitCode
from api.routes.accountability.rows import told_rows
from casework.policy.periods import before
from projections.engine.reading import AsOf

router = APIRouter()

NOBODY = {"": "尚未办结"}


@router.get("/people")
async def people(service: Serving, asking: AskedFor, unit: UnitCode = None) -> Response:
    """人员: every figure by the account that submitted the result. People are not ranked."""
    async with service.pool.connection() as conn:
        body, as_of = await people_of(conn, asking, unit)
    return json({**asking.told(as_of), "unit": unit, **body})


async def people_of(
    conn: AsyncConnection, asking: Asking, unit: str | None
) -> tuple[dict[str, Any], AsOf]:
    """The people of a unit, with the names of their accounts; what nobody handled yet comes too."""
    wanted = asking.rows("person", unit=unit)
    earlier = asking.rows("person", unit=unit, period=before(asking.period))
    listing, overall, as_of = await lines(conn, wanted, earlier, {})
    await asking.knows(conn, unit, counted=shown.note(overall) is None)
    names = {row.key: asking.person(row.key) for row in listing.lines} if listing else {}
    told = told_rows(asking, listing, overall, by="person", unit=unit, names={**names, **NOBODY})
    return told, as_of
