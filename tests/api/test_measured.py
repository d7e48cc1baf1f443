"""One line and one observation a request: how long it took, and nothing that somebody typed."""

import asyncio
import io
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import structlog

from api.http import middleware
from api.http.app import create_app, surrounded
from casework.runtime.settings import Settings
from projections import VIEWS
from tests.api.conftest import Site

PHONE = "13904190001"

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    """What was logged of requests since."""
    written = io.StringIO()
    processors = [structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()]
    logger = structlog.wrap_logger(structlog.PrintLogger(written), processors=processors)
    monkeypatch.setattr(middleware, "log", logger)
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.finding("C10")
@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("GET", "/v1/tracking/DT20200101-000001", "/v1/tracking/{appeal_no}", 404),
        ("GET", f"/v1/tracking?q={PHONE}", "/v1/tracking", 200),
        ("GET", "/v1/accountability/units/U-GR", "/v1/accountability/units/{unit}", 200),
        ("POST", "/v1/appeals", "/v1/appeals", 400),
        ("POST", "/v1/appeals/DT20200101-000001/urge", "/v1/appeals/{appeal_no}/urge", 428),
        ("GET", f"/{PHONE}", "none", 404),
    ],
)
def test_a_request_is_one_line_with_its_pattern_and_duration(
    site: Site, lines: Lines, method: str, path: str, route: str, status: int
):
    headers = site.headers("operator", **{"X-Request-Id": "abc"})
    assert site.client.request(method, path, headers=headers).status_code == status
    [line] = lines()
    assert (line["event"], line["method"], line["route"]) == ("http.answered", method, route)
    assert (line["status"], line["request_id"]) == (status, "abc")
    assert 0 < line["duration_ms"] < 60_000
    assert PHONE not in str(line)


@pytest.mark.finding("C10")
def test_the_line_names_the_account_where_one_signed_in(site: Site, lines: Lines):
    site.get("operator", "/v1/categories")
    httpx.get(f"{site.url}/v1/categories")
    assert [line["user"] for line in lines()] == ["operator", None]


@pytest.mark.finding("C10")
def test_what_was_bound_for_a_request_is_unbound_after_it(lines: Lines, tmp_path):
    app = surrounded(create_app(lambda: None), Settings(data=tmp_path))

    async def ask() -> dict[str, Any]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://city") as client:
            await client.get("/docs")
        return structlog.contextvars.get_contextvars()

    assert "request_id" not in asyncio.run(ask())
    assert [line["route"] for line in lines()] == ["/docs"]


@pytest.mark.finding("C10")
def test_health_and_metrics_are_measured_but_not_told(site: Site, lines: Lines):
    assert httpx.get(f"{site.url}/health/live").status_code == 200
    assert 'casework_read_seconds_count{route="/health/live"}' in metrics(site)
    assert lines() == []


@pytest.mark.finding("C10")
def test_commands_reads_and_waiting_for_a_view_have_histograms(site: Site):
    appeal_no = site.live("dispatch")
    site.get("operator", f"/v1/tracking/{appeal_no}", after=site.position())
    for series in (
        'casework_command_seconds_bucket{le="0.1",route="/v1/appeals/{appeal_no}/dispatch"}',
        'casework_read_seconds_bucket{le="0.1",route="/v1/tracking/{appeal_no}"}',
        'casework_view_wait_seconds_bucket{le="0.1",view="tracking"}',
    ):
        assert series in metrics(site)


def test_every_view_has_its_lag_in_facts_and_in_seconds(site: Site):
    """As it is now, by who reads; and how it was for every page, by who folds."""
    position = site.position()
    site.get("operator", "/v1/tracking", after=position)
    told = metrics(site)
    for view in VIEWS:
        for name in ("behind", "behind_seconds", "position", "stopped", "version"):
            assert f'casework_view_{name}{{view="{view.name}"}}' in told
        assert f'casework_view_lag_seconds_bucket{{le="+Inf",view="{view.name}"}}' in told
    assert f"casework_log_position {float(position)}" in told


def metrics(site: Site) -> str:
    return httpx.get(f"{site.url}/metrics").text
