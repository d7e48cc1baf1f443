"""Reading the directory: units, areas, categories."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Response

from api.answers import json
from api.door import Calling, Serving
from api.service import Service
from projections.directory.queries import entries

router = APIRouter(prefix="/v1", tags=["directory 名录"])

Under = Annotated[str | None, Query(max_length=60, description="Only what lies below this code.")]


@router.get("/units")
async def units(service: Serving, caller: Calling, under: Under = None) -> Response:
    """承办单位: the units, and whether each may lead an order."""
    return await _entries(service, "unit", under)


@router.get("/areas")
async def areas(service: Serving, caller: Calling, under: Under = None) -> Response:
    """网格: the areas from the city down to the micro-grid."""
    return await _entries(service, "area", under)


@router.get("/categories")
async def categories(service: Serving, caller: Calling, under: Under = None) -> Response:
    """诉求类别: the category tree."""
    return await _entries(service, "category", under)


async def _entries(service: Service, kind: str, under: str | None) -> Response:
    async with service.pool.connection() as conn:
        rows, as_of = await entries(conn, service.city, kind, under)
    items: list[dict[str, Any]] = [
        {"code": r.code, "name": r.name, "parent": r.parent, **msgspec.json.decode(r.attributes)}
        for r in rows
    ]
    return json({"items": items, "as_of": as_of})
