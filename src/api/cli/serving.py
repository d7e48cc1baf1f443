"""casework serve, api, project, keep-time: everything at once, or each process singly."""

import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import structlog
import typer

from api.automation.keeping import Keeper
from api.cli.opening import NotPossible, ready, settings_now, vault_of
from api.cli.served import ServeLock, note
from casework.application import Casework
from casework.runtime import metrics, traces
from casework.runtime.binaries import EmbeddedPostgresError
from casework.runtime.database import embedded, locate
from casework.runtime.embedded import EmbeddedPostgres
from casework.runtime.processes import Child, Processes, live_with_parent
from casework.runtime.settings import Settings
from projections import VIEWS
from projections.engine.runner import Runner

LOOK_SECONDS = 0.25
READY_SECONDS = 60.0
BACKLOG = 2048

log = structlog.get_logger()

Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.")]
Data = Annotated[Path | None, typer.Option(help="The data folder, in place of CASEWORK_DATA.")]
Parent = Annotated[bool, typer.Option("--with-parent", hidden=True)]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command()(serve)
    app.command()(api)
    app.command()(project)
    app.command()(keep_time)


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    data: Data = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="API processes.")] = 1,
) -> None:
    """Run everything: the database, the API and the projections, until Ctrl-C."""
    if data is not None:
        os.environ["CASEWORK_DATA"] = str(data)
    run(settings_now(process="serve"), host, port, workers)


def run(
    settings: Settings,
    host: str,
    port: int,
    workers: int = 1,
    furnish: Callable[[], None] = lambda: None,
    when_ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve; `furnish` comes before the API, `when_ready` gets its address once it answers."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with (
        ServeLock(settings.data),
        _listening(host, port) as listener,
        metrics.counted_together(settings.data),
    ):
        server = embedded(settings)
        try:
            if server:
                server.start()
            ready(settings, locate(settings))
            furnish()
            processes = Processes(_children(listener, workers))
            processes.start()
            try:
                _watch(settings, processes, _address(listener), stop, when_ready)
            finally:
                processes.stop()
        finally:
            if server:
                server.stop()


def api(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    fd: Annotated[int | None, typer.Option(hidden=True)] = None,
    with_parent: Parent = False,
) -> None:
    """Run one API process; the city must have been prepared by `casework migrate`."""
    settings = settings_now(process="api")
    if with_parent:
        live_with_parent()
    listener = socket.socket(fileno=fd) if fd is not None else _listening(host, port)
    from api.cli import web  # noqa: PLC0415  only this process pays for it

    web.run(settings, locate(settings), vault_of(settings), listener)


def project(with_parent: Parent = False) -> None:
    """Run the projector: keeps every view at the end of the log."""
    settings = settings_now(process="project")
    stop = _when_told(with_parent)
    Runner(locate(settings).connect, settings.city, VIEWS).run(stop)


def keep_time(with_parent: Parent = False) -> None:
    """Run the timekeeper and the standing orders: nothing lies forgotten."""
    settings = settings_now(process="keep-time")
    stop, database = _when_told(with_parent), locate(settings)
    traces.switch_on(settings.traces, "keep-time")
    with Casework(settings, database, vault_of(settings)) as casework:
        Keeper(casework, database.connect).run(stop)


def _when_told(with_parent: bool) -> threading.Event:
    """Set when the process is to stop: by a signal, or because its parent is gone."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if with_parent:
        live_with_parent(stop)
    return stop


def _children(listener: socket.socket, workers: int) -> list[Child]:
    fd = listener.fileno()
    serving = ["api", "--fd", str(fd), "--with-parent"]
    return [
        *(Child(f"api-{n}", serving, inherited=(fd,)) for n in range(1, workers + 1)),
        Child("project", ["project", "--with-parent"]),
        Child("keep-time", ["keep-time", "--with-parent"]),
    ]


def _watch(
    settings: Settings,
    processes: Processes,
    address: str,
    stop: threading.Event,
    when_ready: Callable[[str], None],
) -> None:
    """Keep everything alive; say once that it answers."""
    began, told = time.monotonic(), False
    server = embedded(settings)
    note(settings.data, address, processes)
    while not stop.wait(0.05 if not told else LOOK_SECONDS):
        if processes.keep_alive():
            note(settings.data, address, processes)
        if server and not server.is_running():
            _restart(server, processes)
            note(settings.data, address, processes)
        if not told and _answers(address):
            typer.echo(f"ready {address}")
            when_ready(address)
            told = True
        if not told and time.monotonic() - began > READY_SECONDS:
            raise NotPossible(f"{address} does not answer; the log above says why.")


def _restart(server: EmbeddedPostgres, processes: Processes) -> None:
    """Start the database again, or try later (the disk may be full); tell the others its port."""
    before = server.app_url
    try:
        server.start()
    except EmbeddedPostgresError as error:
        log.error("database.stays_down", reason=str(error)[-500:])
        return
    log.warning("database.restarted")
    if server.app_url != before:
        processes.stop()
        processes.start()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _listening(host: str, port: int) -> socket.socket:
    """Return a listening socket, held by the parent: callers wait while an API process restarts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise NotPossible(
            f"{host}:{port} cannot be used ({error.strerror}); choose another with --port."
        ) from None
    listener.listen(BACKLOG)
    listener.set_inheritable(True)
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
