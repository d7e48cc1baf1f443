"""问责: boards of units, places, categories and people, what is behind them, what stands out."""

from fastapi import APIRouter

from api.routes.accountability import (
    appeals,
    areas,
    categories,
    exceptions,
    hotspots,
    people,
    returns,
    trend,
    unit,
    units,
)

router = APIRouter(prefix="/v1/accountability", tags=["accountability 问责"])
for _noun in (
    units,
    trend,
    areas,
    categories,
    people,
    returns,
    hotspots,
    exceptions,
    appeals,
    unit,
):
    router.include_router(_noun.router)
