"""casework migrate, rebuild, database-url: the tables, the views, the way in for psql."""

from typing import Annotated
from urllib.parse import quote, urlencode

import typer
from psycopg.conninfo import conninfo_to_dict

from api.cli.opening import NotPossible, ready, running, settings_now
from casework.runtime.database import locate
from projections import VIEWS
from projections.engine.rebuild import discard_old, rebuild


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command()(migrate)
    app.command(name="rebuild")(rebuild_view)
    app.command()(database_url)


def migrate() -> None:
    """Make or renew the city's tables and views. Safe to repeat; `serve` does it by itself."""
    settings = settings_now()
    with running(settings) as database:
        ready(settings, database)
    typer.echo(f"The city {settings.city} is up to date.")


def rebuild_view(
    view: Annotated[str, typer.Argument(help=f"One of {', '.join(v.name for v in VIEWS)}.")],
    discard: Annotated[
        bool, typer.Option("--discard-old", help="Only drop what an earlier rebuild kept.")
    ] = False,
) -> None:
    """Make a view anew from the first fact, beside the live one, and put it in its place."""
    settings = settings_now()
    wanted = next((v for v in VIEWS if v.name == view), None)
    if wanted is None:
        raise NotPossible(f"There is no view {view}; there are {', '.join(v.name for v in VIEWS)}.")
    with running(settings) as database:
        if discard:
            with database.connect() as conn:
                discard_old(conn, settings.city, wanted)
            typer.echo(f"Dropped the old generation of {view}.")
            return
        done = rebuild(database.connect, settings.city, wanted)
    compared = "not comparable" if done.differing is None else f"{done.differing} differing"
    rate = done.facts / max(done.fold_seconds, 1e-9)
    typer.echo(
        f"{view}: {done.facts:,} facts folded in {done.fold_seconds:.2f} s ({rate:,.0f}/s), "
        f"indexed in {done.index_seconds:.2f} s; {done.rows:,} rows, {compared}. "
        f"The old generation is kept: `casework rebuild {view} --discard-old` drops it."
    )


def database_url(
    owner: Annotated[bool, typer.Option("--owner", help="The owner's, who makes tables.")] = False,
) -> None:
    """Print the database's address, for psql and other tools. It holds a password: keep it
    private."""
    database = locate(settings_now())
    typer.echo(_as_url(database.owner_url if owner else database.service_url))


def _as_url(conninfo: str) -> str:
    """Return a conninfo string as a URL, which every tool takes."""
    given = {k: str(v) for k, v in conninfo_to_dict(conninfo).items() if v is not None}
    user, password = (quote(given.pop(name, ""), safe="") for name in ("user", "password"))
    host, port = given.pop("host", "localhost"), given.pop("port", "5432")
    name = quote(given.pop("dbname", ""))
    secret = f":{password}" if password else ""
    query = f"?{urlencode(given, quote_via=quote)}" if given else ""
    return f"postgresql://{user}{secret}@{host}:{port}/{name}{query}"
