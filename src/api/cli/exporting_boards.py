"""casework export board: a board of units as a spreadsheet."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.accountability import BoardWanted, board_of
from api.cli.opening import NotPossible, running, settings_now
from api.files.exports.files import whole
from api.files.exports.tables import in_china, write_csv, write_xlsx
from api.reports.boards import sheets


def add_to(export: typer.Typer) -> None:
    """Put this command among the exports."""
    export.command()(board)


def board(
    file: Annotated[Path, typer.Argument(help=".csv or .xlsx")],
    period: Annotated[str, typer.Option(help="2026-10, 2026-Q3 …; else the running one.")] = "",
    policy: Annotated[str, typer.Option(help="The assessment policy (考核办法).")] = "dengta",
    as_of: Annotated[
        str | None, typer.Option(help="As known then: an instant with its zone, or a position.")
    ] = None,
) -> None:
    """Export a board of units: every figure of every unit, with what it is of, for a
    spreadsheet."""
    if file.suffix not in (".csv", ".xlsx"):
        raise NotPossible(f"{file}: a board is written as .csv or .xlsx.")
    settings = settings_now()
    with running(settings) as database, whole(file) as part:
        found = board_of(database, settings.city, BoardWanted(period, policy, None), as_of)
        with part.open("wb") as out:
            if file.suffix == ".csv":
                write_csv(out, sheets.HEADINGS, sheets.rows(found))
            else:
                title = f"{found.period} {found.policy}"
                headings = [in_china(h) if h in sheets.INSTANTS else h for h in sheets.HEADINGS]
                write_xlsx(out, title, headings, sheets.rows(found))
    typer.echo(f"{sum(len(each.lines) for each in found.lists):,} units")
