"""casework demo: a city to look at."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from api.automation.keeping import Keeper
from api.cli import serving
from api.cli.opening import opened, settings_now
from api.cli.serving import Host, Port
from api.demo.loading import NEWCOMERS, book_of, load, tokens
from casework.runtime.settings import Settings

Row = tuple[str, str, str, str]


def add_to(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command()(demo)


def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load, then stop.")] = False,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Print every account with its token, then stop.")
    ] = False,
) -> None:
    """Load the demo city 灯塔市 where it is not loaded yet, then serve it until Ctrl-C."""
    settings = settings_now(process="demo")
    if accounts:
        _print(tokens(book_of(settings)))
        return
    if load_only:
        _load(settings)
        return
    serving.run(
        settings,
        host,
        port,
        furnish=lambda: _load(settings),
        when_ready=lambda address: _welcome(settings, address),
    )


def _load(settings: Settings) -> None:
    """Load what is missing; then what fell due meanwhile is told before anybody looks."""
    book = book_of(settings)
    with opened(settings) as casework:
        if not book.loaded:
            with Progress(console=Console()) as bar:
                task = bar.add_task("Loading 灯塔市: a city and a year of its appeals", total=None)
                load(casework, book, lambda done: bar.update(task, completed=done))
        Keeper(casework, casework.database.connect).catch_up()


def _welcome(settings: Settings, address: str) -> None:
    every = tokens(book_of(settings))
    typer.echo(f"\n灯塔市 有呼必应 · {address}/docs\n")
    _print([row for name in NEWCOMERS for row in every if row[0] == name])
    typer.echo(f"\nAll {len(every)} accounts: casework demo --accounts")


def _print(rows: list[Row]) -> None:
    """Print a table whose columns never touch, however long a name is."""
    table = [("account", "who", "posts", "token"), *rows]
    widths = [max(len(row[column]) for row in table) for column in (0, 2, 3)]
    for name, who, posts, token in table:
        cells = zip((name, posts, token), widths, strict=True)
        typer.echo("  ".join([*(cell.ljust(width) for cell, width in cells), who]))
