"""casework status, show: how the city stands, and what happened to one appeal."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import msgspec
import psycopg
import typer
from rich.console import Console
from rich.table import Table

from api.cli.opening import NotPossible, running, settings_now, vault_of
from casework.appeal.clocks import CENTRE
from casework.appeal.words import Status
from casework.application import Casework
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from casework.sql import Statements
from projections import VIEWS
from projections.engine.lag import Lag, lags
from projections.timeline.queries import of_appeal
from projections.timeline.rows import TimelineRow
from projections.timeline.sentences import names
from projections.timeline.sentences.words import CLOCKS, china
from projections.tracking.queries import one
from projections.tracking.rows import TrackingRow

_SQL = Statements(__file__)


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
    """Where one appeal is, who has it and until when; then what happened, in order.

    Words and names stay sealed here.
    """
    settings = settings_now()
    with running(settings) as database:
        where, rows = asyncio.run(_story(database, settings.city, appeal_no))
        name = _names(settings, database)
    if where is None:
        raise NotPossible(f"There is no appeal {appeal_no}.")
    typer.echo("  ".join(_head(where, datetime.now(UTC))))
    for row in rows:
        typer.echo(f"{row.version:>3}  {china(row.occurred_at)}  {names.told(row.sentence, name)}")


def _names(settings: Settings, database: Database) -> names.Names:
    """Name units and accounts as the directory does now."""
    with Casework(settings, database, vault_of(settings)) as casework:
        casework.refresh()
        return names.of(casework.directory)


async def _lags(database: Database, city: str) -> dict[str, Lag]:
    async with await psycopg.AsyncConnection.connect(database.service_url) as conn:
        return await lags(conn, city, VIEWS)


async def _story(
    database: Database, city: str, appeal_no: str
) -> tuple[TrackingRow | None, list[TimelineRow]]:
    async with await psycopg.AsyncConnection.connect(database.service_url) as conn:
        where, _ = await one(conn, city, appeal_no)
        rows, _ = await of_appeal(conn, city, appeal_no)
        return where, rows


def _head(row: TrackingRow, now: datetime) -> Iterator[str]:
    """Yield number, state, holder and deadline, as one reads them out."""
    yield row.appeal_no
    yield Status(row.status).chinese + ("（挂账）" if row.suspended else "")
    if row.due_clock is None or row.due_holder is None:
        yield "无待办时限"
        return
    yield {CENTRE: "指挥中心", row.lead_unit: row.lead_unit_name}.get(
        row.due_holder, row.due_holder
    ) or row.due_holder
    clock = CLOCKS.get(row.due_clock, row.due_clock)
    if row.due_at is None:
        yield f"{clock}时限暂停"
    else:
        over = "，已超时" if row.due_at < now else ""
        yield f"{clock}限{china(row.due_at)}前{over}"


def _counts(conn: psycopg.Connection, city: str) -> dict[str, int]:
    counts = conn.execute(_SQL.of("counts", city=city))
    return {str(name): int(count) for name, count in counts}


def _plain(found: dict[str, Lag]) -> dict[str, object]:
    return {name: msgspec.structs.asdict(lag) for name, lag in found.items()}
