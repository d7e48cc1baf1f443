"""casework directory: load the directory from files, show how it stands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from api.cli.opening import NotPossible, opened, settings_now
from api.files.imports.errors import RowRefused
from api.files.imports.language.times import TimeReader
from api.files.reference import ReadEntries, read_files
from api.files.reference.sheets import SHEETS, sheet_named
from api.http.dissolving import dissolve_now
from casework.callers import ADMIN
from casework.directory.changes import FieldChange, changes
from casework.directory.commands import DissolveUnit, RegisterEntries
from casework.time import CHINA, iso_in_china

directory = typer.Typer(help="Areas, units, categories, Party bodies, people (名录).")
_CLOCK = TimeReader(("iso", "%Y/%m/%d"), CHINA.key)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(directory, name="directory")


@directory.callback()
def _about() -> None:
    """Manage areas, units, categories, Party bodies, people (名录)."""


@directory.command()
def load(
    files: Annotated[list[Path], typer.Argument(help="CSV, XLSX and GeoJSON files.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the changes only.")] = False,
) -> None:
    """Show what files change in the directory, then register all of it, or nothing."""
    with opened(settings_now()) as casework:
        casework.refresh()
        at = datetime.now(UTC)
        reading = read_files(files, casework.directory, at)
        command = RegisterEntries(entries=tuple(reading.entries), origins=tuple(reading.origins))
        casework.rehearse(command, ADMIN)
        found = changes(casework.directory, reading.entries, at)
        _tell(found, reading)
        if found and not dry_run:
            casework.do(command, ADMIN)
    typer.echo("registered" if found and not dry_run else "nothing was stored")


@directory.command()
def show(
    sheet: Annotated[str, typer.Argument(help=f"{', '.join(s.name for s in SHEETS)}.")],
    at: Annotated[str | None, typer.Option(help="As of this day or instant.")] = None,
) -> None:
    """List the entries of one kind as they stand, or stood, one a line as JSON."""
    found = sheet_named(sheet)
    if found is None:
        names = ", ".join(s.name for s in SHEETS)
        raise NotPossible(f"There is nothing named {sheet}; there are {names}.")
    instant = _instant(at) if at else datetime.now(UTC)
    with opened(settings_now()) as casework:
        casework.refresh()
        standing = casework.directory.in_force(found.kind, instant)
    for code, period in sorted(standing.items()):
        line = {"code": code, **msgspec.to_builtins(period.fact)}
        line.pop("shape", None)
        typer.echo(msgspec.json.encode(line).decode())


@directory.command()
def dissolve(
    unit: Annotated[str, typer.Argument(help="The unit that is dissolved.")],
    to: Annotated[str, typer.Option("--to", help="Its successor.")],
    reason: Annotated[str, typer.Option(help="Why; it stands on every appeal.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done.")] = False,
) -> None:
    """Dissolve a unit and hand over all that it has in hand, or say what stands in the way."""
    command = DissolveUnit(unit=unit, successor=to, reason=reason)
    with opened(settings_now()) as casework, casework.database.connect() as conn:
        casework.refresh()
        numbers, in_the_way, answer = dissolve_now(casework, conn, command, ADMIN, dry=dry_run)
    for each in in_the_way:
        typer.echo(f"{each.appeal_no}  {each.detail}")
    if in_the_way:
        raise NotPossible(f"{unit} is not dissolved: {len(in_the_way)} orders stand in the way.")
    typer.echo(f"{len(numbers)} handed over to {to}" if answer else f"{len(numbers)} to hand over")


def _instant(text: str) -> datetime:
    try:
        return _CLOCK.read(text)
    except RowRefused as refused:
        raise NotPossible(f"--at: {refused}") from None


def _tell(found: Sequence[FieldChange], reading: ReadEntries) -> None:
    """Print each changed entry on a line, new ones with a plus, then how many of each."""
    for name in reading.passed_over:
        typer.echo(f"passed over: {name}")
    counts: Counter[str] = Counter()
    for stream, group in groupby(found, key=lambda change: change.stream):
        fields = list(group)
        new = any(c.field == "name" and c.before is None for c in fields)
        counts["new" if new else "changed"] += 1
        typer.echo(f"{'+' if new else '~'} {stream}  {'; '.join(_lines(fields, new=new))}")
    same = len(reading.entries) - counts.total()
    typer.echo(f"{counts['new']} new, {counts['changed']} changed, {same} as they stand")


def _lines(fields: Iterable[FieldChange], *, new: bool) -> list[str]:
    if new:
        return [f"{c.field} {_short(c.field, c.after)}" for c in fields]
    return [f"{c.field} {_short(c.field, c.before)} → {_short(c.field, c.after)}" for c in fields]


def _short(field: str, value: Any) -> str:
    """Return a value on a line; a shape is only counted."""
    match value:
        case None | "" | ():
            return "–"
        case tuple() if field == "shape":
            return f"{len(value)} rings"
        case tuple():
            return ";".join(map(str, value))
        case datetime():
            return iso_in_china(value)
    return str(value)
