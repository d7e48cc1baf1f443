"""casework import: the histories that another system kept."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.opening import opened, settings_now
from api.files.imports import import_file, load_mapping


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command(name="import")(import_history)


def import_history(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    mapping: Annotated[
        str, typer.Option("--as", help="The name of a shipped mapping, or your own TOML file.")
    ],
) -> None:
    """Import the histories in a file. Sent twice, nothing is added; bad rows go to a report."""
    chosen = load_mapping(mapping)
    with opened(settings_now()) as casework:
        import_file(casework, file, chosen, Console())
