"""casework show: where one appeal is, and what happened to it."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import psycopg
import typer

from api.cli.opening import NotPossible, reading, settings_now, vault_of
from casework.appeal.clocks import CENTRE
from casework.appeal.words import Status
from casework.application import Casework
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from projections.timeline.queries import of_appeal
from projections.timeline.rows import TimelineRow
from projections.timeline.sentences import names
from projections.timeline.sentences.instants import china
from projections.timeline.sentences.words import CLOCKS
from projections.tracking.queries import one
from projections.tracking.rows import TrackingRow


def add_to(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command()(show)


def show(appeal_no: Annotated[str, typer.Argument(help="Like DT20261123-000017.")]) -> None:
    """Show where one appeal is, who has it and until when; then what happened, in order.

    Words and names stay sealed here.
    """
    settings = settings_now()
    with reading(settings) as database:
        where, rows = asyncio.run(_story(database, settings.city, appeal_no))
        name = _names(settings, database)
    if where is None:
        raise NotPossible(f"There is no appeal {appeal_no}.")
    typer.echo("  ".join(_head(where, datetime.now(UTC))))
    for row in rows:
        typer.echo(
            f"{row.version:>3}  {china(row.occurred_at)}  {names.with_names(row.sentence, name)}"
        )


def _names(settings: Settings, database: Database) -> names.Names:
    """Name units and accounts as the directory does now."""
    with Casework(settings, database, vault_of(settings)) as casework:
        casework.refresh()
        return names.of(casework.directory)


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
