"""casework accountability: boards on the command line, as of now or of any past moment."""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import msgspec
import psycopg
import typer

from api.cli.board_tables import tables
from api.cli.opening import NotPossible, running, settings_now
from api.files.exports.tables import csv_head, csv_lines
from api.http.as_of.moments import EffectiveAt, resolve
from api.http.as_of.snapshots import reference_at
from api.reports.boards import presenter
from api.reports.boards.request import check_list
from api.reports.boards.sheets import HEADINGS, rows
from casework.figures.board import Board
from casework.policy.periods import period_at
from casework.reference import Reference
from casework.runtime.database import Database
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures import boards
from projections.accountability.figures.query import FigureQuery
from projections.engine import log, past, place

accountability = typer.Typer(help="Boards of units (问责).", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(accountability, name="accountability")


@accountability.callback()
def _about() -> None:
    """Show boards of units (问责)."""


@accountability.command()
def board(
    period: Annotated[
        str, typer.Option(help="2026-10, 2026-Q3, 2026 …; the running one if left out.")
    ] = "",
    policy: Annotated[str, typer.Option(help="The assessment policy (考核办法).")] = "dengta",
    listing: Annotated[str, typer.Option("--list", help="One list of the policy.")] = "",
    as_of: Annotated[
        str | None, typer.Option(help="As known then: an instant with its zone, or a position.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")] = False,
) -> None:
    """Show the units of a period in their lists: figures, score, rank, and both means."""
    if as_json and as_csv:
        raise NotPossible("Choose --json or --csv.")
    settings = settings_now()
    with running(settings) as database:
        found = board_of(
            database, settings.city, BoardWanted(period, policy, listing or None), as_of
        )
    _PRINT["json" if as_json else "csv" if as_csv else "table"](found)


class BoardWanted(msgspec.Struct, frozen=True):
    """Which board: the words as they were typed."""

    period: str
    policy: str
    listing: str | None


def board_of(database: Database, city: str, wanted: BoardWanted, as_of: str | None) -> Board:
    """Return the board that these words ask for. Raises a refusal where there is none."""
    with database.connect() as conn:
        at = resolve(conn, city, as_of, None, datetime.now(UTC))
        reference = _reference(conn, city, at)
        schema = place.schema_of(city, ACCOUNTABILITY)
        place.require(conn, schema, ACCOUNTABILITY)
    if at.moment is not None:
        schema = past.make(database.connect, city, ACCOUNTABILITY, at.moment)
    return asyncio.run(_counted(database, schema, at.at, reference, wanted))


def _reference(conn: psycopg.Connection, city: str, at: EffectiveAt) -> Reference:
    position = at.moment.position if at.moment else log.last_position(conn, city)
    return reference_at(conn, city, position)


async def _counted(
    database: Database, schema: str, at: datetime, reference: Reference, wanted: BoardWanted
) -> Board:
    policy = reference.policies.assessment_named(wanted.policy, at)
    check_list(policy, wanted.listing)
    period = period_at(wanted.period, policy.period, at)
    query = FigureQuery(schema=schema, at=at, policy=policy, period=period)
    url = database.service_url
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        found = await boards.board(conn, query, reference.directory)
    lists = tuple(each for each in found.lists if wanted.listing in (None, each.id))
    return msgspec.structs.replace(found, lists=lists)


@accountability.command()
def ask(
    what: Annotated[str, typer.Argument(help="returns, hotspots, exceptions/overdue …")],
    words: Annotated[
        list[str] | None, typer.Argument(help="What the route takes: period=2026-10 weeks=12 …")
    ] = None,
) -> None:
    """Show any board as `GET /v1/accountability/…` answers it, as JSON."""
    from api.cli.in_process import answer  # noqa: PLC0415  only this command pays for it

    typer.echo(answer(what, words or []))


def _print_json(found: Board) -> None:
    fields = ("period", "begins", "ends", "at", "position", "policy", "policy_name")
    heading = {name: getattr(found, name) for name in fields}
    body = {**heading, **presenter.board_to_json(found, found.lists, None, None)}
    typer.echo(msgspec.json.format(msgspec.json.encode(body)).decode())


def _print_csv(found: Board) -> None:
    sys.stdout.buffer.write(csv_head(HEADINGS) + csv_lines(rows(found)))


def _print_table(found: Board) -> None:
    tables(found)


_PRINT: dict[str, Callable[[Board], None]] = {
    "json": _print_json,
    "csv": _print_csv,
    "table": _print_table,
}
