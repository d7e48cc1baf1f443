"""casework status, show: how the city stands, and what happened to one appeal."""

import asyncio
import json
from typing import Annotated

import msgspec
import psycopg
import typer
from rich.console import Console
from rich.table import Table

from api.cli.opening import NotPossible, running, settings_now
from casework.runtime.database import Database
from projections import VIEWS
from projections.engine.lag import Lag, lags
from projections.timeline.queries import of_appeal
from projections.timeline.rows import TimelineRow
from projections.timeline.sentences import names
from projections.timeline.sentences.words import china


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command()(status)
    app.command()(show)


def status(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """How long the log is, how far each view is behind it, and how many appeals are where."""
    settings = settings_now()
    with running(settings) as database:
        found = asyncio.run(_lags(database, settings.city))
        with database.connect() as conn:
            counts = _counts(conn, settings.city)
    if as_json:
        typer.echo(json.dumps({"city": settings.city, "views": _plain(found), "appeals": counts}))
        return
    table = Table(title=f"{settings.city}: {sum(counts.values())} appeals")
    for heading in ("view", "position", "behind", "seconds", "stopped"):
        table.add_column(heading)
    for name, lag in found.items():
        cells = (lag.position, lag.behind, f"{lag.behind_seconds:.1f}", lag.stopped or "")
        table.add_row(name, *map(str, cells))
    Console().print(table)
    Console().print("  ".join(f"{name} {count}" for name, count in counts.items()))


def show(appeal_no: Annotated[str, typer.Argument(help="Like DT20261123-000017.")]) -> None:
    """What happened to one appeal, in order. Words and names stay sealed here."""
    settings = settings_now()
    with running(settings) as database:
        rows = asyncio.run(_timeline(database, settings.city, appeal_no))
    if not rows:
        raise NotPossible(f"There is no appeal {appeal_no}.")
    for row in rows:
        typer.echo(
            f"{row.version:>3}  {china(row.occurred_at)}  {names.told(row.sentence, names.codes)}"
        )


async def _lags(database: Database, city: str) -> dict[str, Lag]:
    async with await psycopg.AsyncConnection.connect(database.service_url) as conn:
        return await lags(conn, city, VIEWS)


async def _timeline(database: Database, city: str, appeal_no: str) -> list[TimelineRow]:
    async with await psycopg.AsyncConnection.connect(database.service_url) as conn:
        rows, _ = await of_appeal(conn, city, appeal_no)
        return rows


def _counts(conn: psycopg.Connection, city: str) -> dict[str, int]:
    query = f"SELECT status, count(*) FROM {city}_tracking.tracking GROUP BY 1 ORDER BY 1"
    return {str(name): int(count) for name, count in conn.execute(query)}


def _plain(found: dict[str, Lag]) -> dict[str, object]:
    return {name: msgspec.structs.asdict(lag) for name, lag in found.items()}
