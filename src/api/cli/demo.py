"""casework demo: a city to look at."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli import serving
from api.cli.opening import opened, settings_now
from api.cli.serving import Host, Port
from api.demo.loading import book_of, load, tokens
from casework.runtime.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command()(demo)


def demo(
    host: Host = "127.0.0.1", port: Port = 8000,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load, then stop.")] = False,
) -> None:  # fmt: skip
    """Load the demo city 灯塔市 where it is not loaded yet, then serve it until Ctrl-C."""
    settings = settings_now(process="demo")
    if load_only:
        _load(settings)
        return
    serving.run(
        settings, host, port,
        furnish=lambda: _load(settings), when_ready=lambda address: _tell(settings, address),
    )  # fmt: skip


def _load(settings: Settings) -> None:
    book = book_of(settings)
    if book.loaded:
        return
    console = Console()
    with opened(settings) as casework, Progress(console=console) as bar:
        task = bar.add_task("Loading 灯塔市: a city and a year of its appeals", total=None)
        load(casework, book, lambda done: bar.update(task, completed=done))


def _tell(settings: Settings, address: str) -> None:
    typer.echo(f"\n灯塔市 有呼必应 · {address}/docs\n")
    typer.echo(f"{'account':<14}{'token':<36}{'posts':<22}who")
    for name, who, posts, token in tokens(book_of(settings)):
        typer.echo(f"{name:<14}{token:<36}{posts:<22}{who}")
