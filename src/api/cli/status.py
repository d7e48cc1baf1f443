"""casework status: on one screen, whether a city and its service are well."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import psycopg
import typer

from api.cli.opening import settings_now
from api.cli.served import serving
from api.cli.status_lines import show
from api.cli.status_report import StatusReport, report
from api.reports.status import city as status_of
from api.reports.status.city import CityStatus
from api.reports.status.service import NotReached, ask
from casework.runtime.database import DatabaseNotRunning, locate
from casework.runtime.settings import Settings

NOT_WELL, NOT_REACHED = 1, 3


def add_to(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command()(status)


def status(
    url: Annotated[str, typer.Option(help="A service elsewhere, like http://127.0.0.1:8000.")] = "",
    data: Annotated[
        Path | None, typer.Option(help="The data folder, in place of CASEWORK_DATA.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    late: Annotated[
        float, typer.Option(min=0, help="How many seconds a view may be behind.")
    ] = 60.0,
    over: Annotated[
        float, typer.Option(min=0, help="Over how many seconds the rate is measured.")
    ] = 1.0,
) -> None:
    """Tell whether a city and its service are well: 0 they are, 1 they are not, 3 not to be
    reached."""
    settings = settings_now()
    if data is not None:
        settings = msgspec.structs.replace(settings, data=data)
    try:
        found = _of_service(url, late, over) if url else _of_folder(settings, late, over)
    except (NotReached, DatabaseNotRunning) as error:
        _not_reached(str(error))
    except psycopg.OperationalError as error:
        _not_reached(f"the database cannot be reached: {str(error).strip().splitlines()[0]}")
    if as_json:
        typer.echo(msgspec.json.encode(found).decode())
    else:
        show(found)
    raise typer.Exit(0 if found.healthy else NOT_WELL)


def _not_reached(reason: str) -> NoReturn:
    typer.echo(f"casework: {reason}", err=True)
    raise typer.Exit(NOT_REACHED) from None


def _of_service(url: str, late: float, over: float) -> StatusReport:
    """Return the status of a service elsewhere: all that it says of itself."""
    service = ask(url, over)
    return report(service.city, {}, service, late=late)


def _of_folder(settings: Settings, late: float, over: float) -> StatusReport:
    """Return the status of a city of this machine. Raise `NotReached` where nothing runs."""
    running = serving(settings.data)
    if running is None and settings.database_url is None:
        raise NotReached(
            f"nothing runs on {settings.data} (未运行): start it with `casework serve`, "
            "or name a service elsewhere with --url."
        )
    if running is None:
        return report(*_in_database(settings), late=late)
    why = list[str]()
    service, city, appeals = None, None, dict[str, int]()
    with suppress(psycopg.OperationalError, DatabaseNotRunning):
        city, appeals = _in_database(settings)
    try:
        service = ask(running.address, over)
    except NotReached as error:
        why.append(str(error))
    return report(city, appeals, service, running.processes, why=why, late=late)


def _in_database(settings: Settings) -> tuple[CityStatus, dict[str, int]]:
    """Return what the database itself says of the city."""
    return asyncio.run(_read(locate(settings).service_url, settings.city))


async def _read(database_url: str, city: str) -> tuple[CityStatus, dict[str, int]]:
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as conn:
        in_force = await status_of.in_force_by_log(conn, city)
        return await status_of.read(conn, city, in_force), await status_of.appeals(conn, city)
