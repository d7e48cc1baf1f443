"""casework bulletin: figures of a period, published, listed, written as documents."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import psycopg
import typer

from api.cli.opening import NotPossible, opened, settings_now
from api.reports.bulletins.forms import MEDIA, bulletin_of, written
from api.reports.bulletins.publishing import prepared, version_of
from casework.application import Casework
from casework.bulletin.bulletins import stream_of
from casework.callers import SUPERVISOR
from projections.timeline.sentences.instants import china

bulletin = typer.Typer(help="Published figures.", no_args_is_help=True)

T = TypeVar("T")

Policy = Annotated[str, typer.Option(help="The assessment policy, by its id.")]
Period = Annotated[str, typer.Option(help="2026-10, 2026-Q3, 2026, or days from..to.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(bulletin, name="bulletin")


@bulletin.command()
def make(
    period: Period,
    policy: Policy = "dengta",
    reason: Annotated[str, typer.Option(help="Why again: stands in the new version.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would differ.")] = False,
) -> None:
    """Freeze a period's figures as a fact; a later one lists each difference and its cause."""
    with opened(settings_now()) as casework:
        casework.refresh()
        command = _reading(
            casework,
            lambda conn: prepared(
                conn, casework, period=period, policy=policy, reason=reason or None
            ),
        )
        if dry_run:
            casework.rehearse(command, SUPERVISOR)
        else:
            answer = casework.do(command, SUPERVISOR)
            typer.echo(f"Published {policy} {period}, version {answer.version}.")
    for each in command.bulletin.differences:
        shown = f"{each.unit_name} {each.figure}: {each.before} → {each.after}"
        typer.echo(f"{shown}  {each.cause}  {' '.join(each.appeals)}".rstrip())


@bulletin.command(name="list")
def list_() -> None:
    """List what was published, the oldest first."""
    with opened(settings_now()) as casework:
        casework.refresh()
        for each in casework.bulletins.published:
            at = china(each.published_at)
            typer.echo(f"{each.period:<12} {each.policy:<14} v{each.version}  {at}")


@bulletin.command()
def write(
    file: Annotated[Path, typer.Argument(help="Where to; its ending says how: .pdf .docx .xlsx")],
    period: Period,
    policy: Policy = "dengta",
    version: Annotated[int | None, typer.Option(help="The newest if left out.")] = None,
) -> None:
    """Write a published bulletin as a document."""
    form = file.suffix.lstrip(".").lower()
    if form not in MEDIA:
        raise NotPossible(f"{file}: it can end in {', '.join(MEDIA)}.")
    with opened(settings_now()) as casework:
        city, stream = casework.settings.city, stream_of(policy, period)
        found = _reading(casework, lambda conn: version_of(conn, city, stream, version))
        if found is None:
            raise NotPossible(f"There is no bulletin of {period} by {policy}: see `bulletin list`.")
        casework.refresh()
        bulletin = bulletin_of(found, casework.bulletins, casework.directory)
    made = written(form, bulletin)
    file.write_bytes(made)
    typer.echo(f"{file}: {len(made):,} bytes")


def _reading(casework: Casework, ask: Callable[[psycopg.AsyncConnection], Awaitable[T]]) -> T:
    async def reading() -> T:
        url = casework.database.service_url
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
            return await ask(conn)

    return asyncio.run(reading())
