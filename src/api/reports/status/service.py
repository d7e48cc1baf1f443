"""服务状态: what a running service says of itself over HTTP, without signing in."""

import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

import msgspec
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from api.reports.status.city import CityStatus, Timers, ViewStatus, with_version
from api.reports.status.timings import Timing, timing, total
from projections.engine.lag import Lag

MACHINES = frozenset({"/health/live", "/health/ready", "/metrics"})
_PATIENCE_SECONDS = 8
_direct = build_opener(ProxyHandler({}))  # what runs on this machine is not behind a proxy


class NotReached(Exception):
    """What was asked for cannot be reached; the message says which and why."""


class ServiceStatus(msgspec.Struct, frozen=True):
    """A service: whether it is ready, its commands a second, its desk's batches, its timings."""

    url: str
    ready: bool
    commands_per_second: float | None
    commands_a_batch: float | None
    commands: Timing
    reads: Timing
    city: CityStatus | None


class _Ready(msgspec.Struct):
    """What `/health/ready` answers; of a database that is away a problem without views."""

    status: int | str
    views: dict[str, Lag] = {}


def ask(url: str, over: float) -> ServiceStatus:
    """Return the status of the service there, its rate measured over so many seconds.

    Raise `NotReached` where nothing answers.
    """
    url = url.rstrip("/")
    before, began = _samples(url) if over else [], time.monotonic()
    if over:
        time.sleep(over)
    samples, passed = _samples(url), time.monotonic() - began
    ready = msgspec.json.decode(_get(url, "/health/ready"), type=_Ready)
    decided = total(samples, "casework_commands_total")
    batches = total(samples, "casework_desk_batch_count")
    return ServiceStatus(
        url=url,
        ready=ready.status == "ready",
        commands_per_second=(
            (decided - total(before, "casework_commands_total")) / passed if over else None
        ),
        commands_a_batch=total(samples, "casework_desk_batch_sum") / batches if batches else None,
        commands=timing(samples, "casework_command_seconds"),
        reads=timing(samples, "casework_read_seconds", MACHINES),
        city=_city(samples, {n: with_version(n, lag) for n, lag in ready.views.items()}),
    )


def _city(samples: Sequence[Sample], views: Mapping[str, ViewStatus]) -> CityStatus | None:
    """Return the city behind a service; None while its database is away."""
    build = _labels(samples, "casework_build_info")
    if not build or not views:
        return None
    waiting, due, seconds = (
        total(samples, f"casework_timers_{name}") for name in ("waiting", "due", "due_seconds")
    )
    return CityStatus(
        city=build[0]["city"],
        version=build[0]["version"],
        position=int(total(samples, "casework_log_position")),
        views=views,
        timers=Timers(int(waiting), int(due), seconds),
        database_bytes=int(total(samples, "casework_database_bytes")),
        in_force={
            each["what"]: each["version"] for each in _labels(samples, "casework_in_force_info")
        },
    )


def _labels(samples: Sequence[Sample], name: str) -> list[dict[str, str]]:
    return [sample.labels for sample in samples if sample.name == name]


def _samples(url: str) -> list[Sample]:
    families = text_string_to_metric_families(_get(url, "/metrics").decode())
    return [sample for family in families for sample in family.samples]


def _get(url: str, path: str) -> bytes:
    """Return an answer, be it a good or a bad one. Raise `NotReached`."""
    try:
        with _direct.open(f"{url}{path}", timeout=_PATIENCE_SECONDS) as answer:
            body: Any = answer.read()
    except HTTPError as error:
        with error:
            body = error.read()
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NotReached(f"{url} cannot be reached (无法连接): {reason}") from None
    return bytes(body)
