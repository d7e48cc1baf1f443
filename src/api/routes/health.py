"""Is it alive, is it ready, and what does it count?"""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily

from api.answers import json
from api.door import Serving
from projections import VIEWS
from projections.engine.lag import Lag, lags

router = APIRouter(tags=["health"])


@router.get("/health/live")
async def live() -> Response:
    """The process answers."""
    return json({"status": "live"})


@router.get("/health/ready")
async def ready(service: Serving) -> Response:
    """The database answers and no view has stopped; says how far each view is behind."""
    async with service.pool.connection() as conn:
        found = await lags(conn, service.city, VIEWS)
    stopped = any(lag.stopped for lag in found.values())
    body = {"status": "stopped" if stopped else "ready", "views": found}
    return json(body, 503 if stopped else 200, {"Retry-After": "30"} if stopped else None)


@router.get("/metrics")
async def metrics(service: Serving) -> Response:
    """Prometheus metrics of this process and the lag of the views."""
    async with service.pool.connection() as conn:
        found = await lags(conn, service.city, VIEWS)
    return Response(generate_latest() + _gauges(found), media_type=CONTENT_TYPE_LATEST)


def _gauges(found: dict[str, Lag]) -> bytes:
    positions = GaugeMetricFamily("casework_view_behind", "Facts not yet folded.", labels=["view"])
    seconds = GaugeMetricFamily(
        "casework_view_behind_seconds", "Age of the oldest fact not yet folded.", labels=["view"]
    )
    for name, lag in found.items():
        positions.add_metric([name], lag.behind)
        seconds.add_metric([name], lag.behind_seconds)
    return generate_latest(_Fixed([positions, seconds]))


class _Fixed:
    """Some metrics as the registry that `generate_latest` reads."""

    def __init__(self, metrics: list[GaugeMetricFamily]) -> None:
        self._metrics = metrics

    def collect(self) -> list[GaugeMetricFamily]:
        return self._metrics
