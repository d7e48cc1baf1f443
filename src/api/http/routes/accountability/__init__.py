"""问责: boards of units, places, categories and people, what is behind them, what stands out."""

from api.http.routes.accountability import (
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
from api.http.routes.accountability.router import router

__all__ = [
    "appeals",
    "areas",
    "categories",
    "exceptions",
    "hotspots",
    "people",
    "returns",
    "router",
    "trend",
    "unit",
    "units",
]
