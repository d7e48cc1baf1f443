"""casework export: the log for process mining, the list of appeals as a table."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import psycopg
import typer

from api.cli import exporting_boards
from api.cli.filtering import narrowed_by_filter
from api.cli.opening import NotPossible, reading, running, settings_now, vault_of
from api.files.exports import appeals
from api.files.exports.files import whole
from api.files.exports.histories import Selection, Written
from api.files.exports.ocel import write_ocel
from api.files.exports.ocel_json import OcelJson
from api.files.exports.ocel_sqlite import OcelSqlite
from api.files.exports.xes import write_xes
from api.http.listing import Filter
from casework.appeal.access import Reader
from casework.runtime.database import Database
from casework.runtime.settings import Settings
from casework.time import CHINA
from projections.engine import log
from projections.tracking.wanted import Wanted

export = typer.Typer(help="The log and the lists, as files.", no_args_is_help=True)


class Form(StrEnum):
    """How events are written."""

    XES = "xes"
    OCEL = "ocel"


_FORMS = {
    ".xes": Form.XES,
    ".xes.gz": Form.XES,
    ".jsonocel": Form.OCEL,
    ".json": Form.OCEL,
    ".sqlite": Form.OCEL,
}
_DAYS = ["%Y-%m-%d"]
_READER = Reader(user="", posts=frozenset({"auditor"}))  # the shell has no account


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    exporting_boards.add_to(export)
    app.add_typer(export, name="export")


@export.callback()
def _about() -> None:
    """Export the log and the lists, as files."""


@export.command()
def events(
    file: Annotated[Path, typer.Argument(help=", ".join(_FORMS))],
    since: Annotated[
        datetime | None, typer.Option("--from", help="Appeals of this day or later.", formats=_DAYS)
    ] = None,
    before: Annotated[
        datetime | None, typer.Option("--to", help="Appeals before this day.", formats=_DAYS)
    ] = None,
    system: Annotated[str | None, typer.Option(help="Only those imported from there.")] = None,
    as_of: Annotated[int | None, typer.Option(help="As the log stood at this position.")] = None,
    form: Annotated[Form | None, typer.Option(help="By the file's name if left out.")] = None,
) -> None:
    """Export a whole selection of appeals for process mining, in XES or OCEL 2.0: no names, no
    words."""
    settings, chosen = settings_now(), _form(file, form)
    with running(settings) as database, database.connect() as conn:
        last = log.last_position(conn, settings.city)
        selection = Selection(
            until=min(as_of or last, last),
            since=_midnight(since),
            before=_midnight(before),
            system=system,
        )
        with whole(file) as part:
            written = _write_events(conn, settings.city, selection, part, file, chosen)
    typer.echo(
        f"{written.appeals:,} appeals, {written.events:,} events as of position {selection.until:,}"
    )


@export.command(name="list")
@narrowed_by_filter
def list_(file: Annotated[Path, typer.Argument(help=".csv or .xlsx")], asked: Filter) -> None:
    """Export all appeals that `GET /v1/tracking` would list, claimants masked, for a
    spreadsheet."""
    if file.suffix not in (".csv", ".xlsx"):
        raise NotPossible(f"{file}: a list is written as .csv or .xlsx.")
    settings, wanted = settings_now(), asked.wanted(None)
    with reading(settings) as database, whole(file) as part:
        number = asyncio.run(_write_list(settings, database, wanted, part, file.suffix[1:]))
    typer.echo(f"{number:,} appeals")


async def _write_list(
    settings: Settings, database: Database, wanted: Wanted, part: Path, form: str
) -> int:
    """Write it page by page; gives how many appeals there are in it."""
    number = 0

    @asynccontextmanager
    async def connect() -> AsyncIterator[psycopg.AsyncConnection]:
        yield conn

    async def counted(pages: AsyncIterator[appeals.Page]) -> AsyncIterator[appeals.Page]:
        nonlocal number
        async for page in pages:
            number += len(page)
            yield page

    conn = await psycopg.AsyncConnection.connect(database.service_url, autocommit=True)
    async with conn:
        pages = appeals.pages(connect, settings.city, vault_of(settings), wanted, _READER)
        with part.open("wb") as out:
            async for chunk in appeals.CHUNKS[form](counted(pages)):
                out.write(chunk)
    return number


def _write_events(
    conn: psycopg.Connection, city: str, selection: Selection, part: Path, file: Path, form: Form
) -> Written:
    if file.suffix == ".sqlite":
        return write_ocel(conn, city, selection, OcelSqlite(part))
    with _opened(part, packed=file.suffix == ".gz") as out:
        if form is Form.XES:
            return write_xes(out, f"{city} as of {selection.until}", selection.read(conn, city))
        return write_ocel(conn, city, selection, OcelJson(out))


def _opened(part: Path, *, packed: bool) -> BinaryIO:
    return cast(BinaryIO, gzip.open(part, "wb")) if packed else part.open("wb")


def _form(file: Path, asked: Form | None) -> Form:
    """Return the form that the name of the file says, which may not contradict what was asked
    for."""
    found = next((form for ending, form in _FORMS.items() if file.name.endswith(ending)), None)
    if found is None or asked not in (None, found):
        endings = ", ".join(e for e, form in _FORMS.items() if asked in (None, form))
        raise NotPossible(f"{file}: events are written as {endings}.")
    return found


def _midnight(day: datetime | None) -> datetime | None:
    """Return the beginning of a day in China."""
    return day and day.replace(tzinfo=CHINA)
