"""Rows that an upgrade puts in place under a running service of another version are not read."""

import threading
import time
from collections.abc import Callable

from projections.tracking import TRACKING
from tests.api.conftest import Site


def test_rows_of_another_version_are_not_read_and_it_goes_on_once_they_are_right(own_site: Site):
    assert status(own_site) == 200
    version_becomes(own_site, 99)
    until(lambda: status(own_site) == 503)
    refused = own_site.get("operator", "/v1/tracking")
    assert (refused.json()["code"], refused.headers["Retry-After"]) == ("StoreUnavailable", "2")
    ready = own_site.client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json()["views"]["tracking"]["stopped"].startswith("rows of version 99")
    version_becomes(own_site, TRACKING.version)
    until(lambda: status(own_site) == 200)


def version_becomes(site: Site, version: int) -> None:
    statement = "UPDATE {city}_tracking.place SET version = %s RETURNING version"
    assert site.city.query(statement, version) == [(version,)]


def status(site: Site) -> int:
    return site.get("operator", "/v1/tracking").status_code


def until(what: Callable[[], bool], patience: float = 10.0) -> None:
    end = time.monotonic() + patience
    while not what():
        assert time.monotonic() < end, f"not within {patience} s"
        threading.Event().wait(0.02)
