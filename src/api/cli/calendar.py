"""casework calendar: the working calendars, and a year's holidays from a file."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.cli.opening import By, NotPossible, admin_named, opened, settings_now
from api.files.calendars.counting import changed, check, working_days
from api.files.calendars.days import Kind
from api.files.calendars.files import merged
from casework.application import Casework
from casework.callers import ADMIN
from casework.policy.calendar import OFFICE
from casework.policy.calendar_events import CalendarPublished
from casework.policy.commands import PublishCalendar
from casework.policy.refusals import DoubtfulCalendar

calendar = typer.Typer(help="Working calendars (工作日历).", no_args_is_help=True)

Name = Annotated[str, typer.Option(help="Which calendar.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(calendar, name="calendar")


@calendar.command()
def load(
    file: Annotated[Path, typer.Argument(help="CSV (day, kind) or iCalendar (.ics).", exists=True)],
    name: Name = OFFICE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Also with unusual years.")] = False,
    unclear: Annotated[
        Kind | None, typer.Option(help="What events are whose summary can be read in two ways.")
    ] = None,
    by: By = "",
) -> None:
    """Publish a new version of a calendar with the days of a file in it."""
    with opened(settings_now()) as casework:
        before = _latest(casework, name)
        after = merged(before, file, unclear)
        for line in _changes(before, after):
            typer.echo(line)
        for year in changed(before, after):
            typer.echo(str(year))
        command = PublishCalendar(name=name, calendar=after)
        if dry_run:
            casework.rehearse(command, ADMIN)
            typer.echo("Nothing was stored.")
        if not yes:
            _doubted(name, before, after, dry_run=dry_run)
        if not dry_run:
            caller = admin_named(casework, by)
            answer = casework.do(command, caller)
            known = f"known until the end of {after.last_year}"
            typer.echo(f"{name}: {answer.status}, {known}, by {caller.user}.")


@calendar.command()
def show(
    name: Name = OFFICE,
    year: Annotated[int | None, typer.Option(help="That year's days, closed and worked.")] = None,
) -> None:
    """Show what a calendar knows: hours, years, working days; with --year its single days."""
    with opened(settings_now()) as casework:
        fact = _latest(casework, name)
        shown = casework.policies.calendar(name)
    for season in fact.seasons:
        hours = "、".join(f"{s.opens}–{s.closes}" for s in season.shifts)
        typer.echo(f"{shown.tag} from {season.begins}: {hours} ({fact.zone})")
    for each in range(fact.first_year or 0, (fact.last_year or -1) + 1):
        typer.echo(f"{each}: {working_days(fact, each)} working days")
    for day, kind in _days(fact, year) if year else ():
        typer.echo(f"{day} {kind}")


def _doubted(
    name: str, before: CalendarPublished, after: CalendarPublished, *, dry_run: bool
) -> None:
    """Raise `DoubtfulCalendar`; of a dry run it is only said."""
    try:
        check(name, before, after)
    except DoubtfulCalendar as doubt:
        if not dry_run:
            raise
        typer.echo(str(doubt))


def _latest(casework: Casework, name: str) -> CalendarPublished:
    """Return the newest version, as of now. Raises `NotPossible` where there is no such
    calendar."""
    casework.refresh()
    found: CalendarPublished | None = casework.policies.latest(f"calendar/{name}")
    if found is None:
        there = ", ".join(sorted(casework.policies.calendar_names()))
        raise NotPossible(f"There is no calendar {name}; there are {there}.")
    return found


def _changes(before: CalendarPublished, after: CalendarPublished) -> list[str]:
    had, has = dict(_days(before)), dict(_days(after))
    return [
        f"{day}: {had.get(day, 'as its weekday')} → {has.get(day, 'as its weekday')}"
        for day in sorted(had.keys() | has.keys())
        if had.get(day) != has.get(day)
    ]


def _days(fact: CalendarPublished, year: int | None = None) -> list[tuple[date, str]]:
    days = [*((d, "closed 休") for d in fact.closed), *((d, "worked 班") for d in fact.worked)]
    return sorted(pair for pair in days if year in (None, pair[0].year))
