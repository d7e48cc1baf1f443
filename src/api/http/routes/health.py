"""Is it alive, is it ready, and what does it count?"""

import asyncio

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from api.http.answers import json
from api.http.door import Serving
from api.http.service import Service
from api.reports.status import city, gauges
from casework.runtime import metrics as counts
from projections import VIEWS
from projections.engine.lag import lags

router = APIRouter(tags=["health"])


@router.get("/health/live")
async def live() -> Response:
    """Return the process answers."""
    return json({"status": "live"})


@router.get("/health/ready")
async def ready(service: Serving) -> Response:
    """Say whether the database answers and no view has stopped, and how far each view is behind."""
    async with service.pool.unchecked() as conn:
        found = await lags(conn, service.city, VIEWS)
    stopped = any(lag.stopped for lag in found.values())
    body = {"status": "stopped" if stopped else "ready", "views": found}
    return json(body, 503 if stopped else 200, {"Retry-After": "30"} if stopped else None)


@router.get("/metrics")
async def metrics(service: Serving) -> Response:
    """Show Prometheus metrics: what the processes of this `serve` counted, and how the city is.

    While the database is away, what was counted alone.
    """
    counted = await asyncio.to_thread(counts.counted)
    return Response(counted + await _gauges(service), media_type=CONTENT_TYPE_LATEST)


async def _gauges(service: Service) -> bytes:
    in_force = city.in_force(service.policies, service.vault.fingerprint.hex())
    try:
        async with service.pool.unchecked() as conn:
            return gauges.exposed(await city.read(conn, service.city, in_force))
    except (OperationalError, PoolTimeout):
        return b""
