"""类别: the figures by the kind of trouble."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.accountability import shown
from api.accountability.boards import lines
from api.answers import json
from api.door import Serving
from api.routes.accountability.asking import AskedFor, Asking, UnitCode
from api.routes.accountability.rows import told_rows
from casework.policy.periods import before
from projections.accountability.queries import By

router = APIRouter()

_BY: dict[str, By] = {"1": "category", "2": "subcategory"}


@router.get("/categories")
async def categories(
    service: Serving, asking: AskedFor,
    level: Annotated[Literal["1", "2"], Query(description="1 大类, 2 小类")] = "1",
    unit: UnitCode = None,
) -> Response:  # fmt: skip
    """类别: every figure by category. Categories are not ranked."""
    by = _BY[level]
    wanted = asking.rows(by, unit=unit)
    earlier = asking.rows(by, unit=unit, period=before(asking.period))
    async with service.pool.connection() as conn:
        listing, overall, as_of = await lines(conn, wanted, earlier, {})
        await asking.knows(conn, unit, counted=shown.note(overall) is None)
    names = {row.key: _name(asking, row.key) for row in listing.lines} if listing else {}
    told = told_rows(asking, listing, overall, by=by, unit=unit, names=names)
    return json({**asking.told(as_of), "level": level, "unit": unit, **told})


def _name(asking: Asking, code: str) -> str:
    found = asking.directory.category(code, asking.then) or asking.directory.category(code)
    return found.name if found else code
