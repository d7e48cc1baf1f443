"""A status on a terminal, every heading in both languages."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from api.cli.status_report import StatusReport
from api.reports.status.service import ServiceStatus
from api.reports.status.timings import Timing

WIDTH = 120
_MIB = 1024 * 1024


def show(status: StatusReport) -> None:
    """Print the status: first whether all is well, then the views, the service, the rest."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    state = "healthy 正常" if status.healthy else "NOT HEALTHY 异常"
    say = console.out  # as it stands: no markup, no numbers in colour
    say(f"{status.city}  {state}  casework {status.version or '-'}")
    for trouble in status.unhealthy:
        say(f"  ! {trouble}")
    if status.views:
        console.print(_views(status))
    for heading, told in _lines(status):
        say(f"{heading}  {told}")


def _views(status: StatusReport) -> Table:
    table = Table()
    for heading in ("view 视图", "version 版本", "position 位置", "behind 落后条数", "seconds 秒"):
        table.add_column(heading, justify="left" if heading.startswith("view") else "right")
    table.add_column("stopped 停止")
    for name, view in status.views.items():
        numbers = (view.version, f"{view.position:,}", f"{view.behind:,}")
        seconds = f"{view.behind_seconds:.1f}"
        table.add_row(name, *map(str, numbers), seconds, view.stopped or "")
    return table


def _lines(status: StatusReport) -> Iterator[tuple[str, str]]:
    """Yield the lines below the table: a heading and what is said of it."""
    if status.position is not None:
        yield "log 日志", f"position {status.position:,}"
    if service := status.service:
        yield (
            "service 服务",
            f"{service.url}  {'ready 就绪' if service.ready else 'not ready 未就绪'}",
        )
        yield from _service(service)
    if status.processes:
        yield (
            "processes 进程",
            "  ".join(
                f"{p.name} {p.pid}" + (f" (restarted 重启 {p.restarts})" if p.restarts else "")
                for p in status.processes
            ),
        )
    if timers := status.timers:
        late = f", {timers.due:,} due 到时, {timers.due_seconds:,.0f} s" if timers.due else ""
        yield "timers 待响时钟", f"{timers.waiting:,}{late}"
    if status.database_bytes is not None:
        yield "database 数据库", f"{status.database_bytes / _MIB:,.0f} MiB"
    if status.in_force:
        yield "in force 现行", "  ".join(f"{n} {v}" for n, v in status.in_force.items())
    if status.appeals:
        counts = "  ".join(f"{name} {count:,}" for name, count in status.appeals.items())
        yield "appeals 诉求", f"{sum(status.appeals.values()):,}: {counts}"


def _service(service: ServiceStatus) -> Iterator[tuple[str, str]]:
    rate = service.commands_per_second
    batch = service.commands_a_batch
    yield (
        "desk 派单台",
        "  ".join(
            (
                "-" if rate is None else f"{rate:,.1f} commands/s 条/秒",
                "no batch yet 尚无批次" if batch is None else f"{batch:,.1f} a batch 条/批",
            )
        ),
    )
    yield "commands 命令", _timing(service.commands)
    yield "reads 读取", _timing(service.reads)


def _timing(timing: Timing) -> str:
    if not timing.count:
        return "none yet 尚无"
    shares = zip(("p50", "p95", "p99"), (timing.p50_ms, timing.p95_ms, timing.p99_ms), strict=True)
    return f"{timing.count:,}: " + "  ".join(f"{name} {ms:,.1f} ms" for name, ms in shares)
