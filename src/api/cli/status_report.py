"""Everything that `casework status` shows, and what is wrong of it in words."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from api.cli.served import Process
from api.reports.status.city import CityStatus, Timers, ViewStatus
from api.reports.status.service import ServiceStatus


class StatusReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is shown; `unhealthy` says in words what is wrong, if anything is."""

    city: str
    healthy: bool
    unhealthy: list[str]
    version: str | None
    position: int | None
    views: dict[str, ViewStatus]
    appeals: dict[str, int]
    timers: Timers | None
    database_bytes: int | None
    in_force: dict[str, str]
    service: ServiceStatus | None
    processes: tuple[Process, ...]


def report(
    city: CityStatus | None,
    appeals: Mapping[str, int],
    service: ServiceStatus | None = None,
    processes: Sequence[Process] = (),
    *,
    why: Sequence[str] = (),
    late: float,
) -> StatusReport:
    """Return all that was found, with what is wrong of it in words."""
    unhealthy = [*why, *_troubles(city, service, processes, late)]
    return StatusReport(
        city=city.city if city else "-",
        healthy=not unhealthy,
        unhealthy=unhealthy,
        version=city.version if city else None,
        position=city.position if city else None,
        views=dict(city.views) if city else {},
        appeals=dict(appeals),
        timers=city.timers if city else None,
        database_bytes=city.database_bytes if city else None,
        in_force=dict(city.in_force) if city else {},
        service=msgspec.structs.replace(service, city=None) if service else None,
        processes=tuple(processes),
    )


def _troubles(
    city: CityStatus | None,
    service: ServiceStatus | None,
    processes: Sequence[Process],
    late: float,
) -> Iterator[str]:
    """Yield what is wrong."""
    if city is None:
        yield "the database does not answer (数据库无应答)"
    elif service is not None and not service.ready:
        yield f"{service.url} is not ready (未就绪)"
    for name, view in city.views.items() if city else ():
        if view.stopped:
            yield f"view {name} has stopped (视图已停止): {view.stopped}"
        elif view.behind_seconds > late:
            yield f"view {name} is {view.behind_seconds:.1f} s behind (视图滞后)"
    for process in processes:
        if not process.is_alive:
            yield f"process {process.name} has died (进程已退出)"
