"""One row of a directory file as a registration, or everything that is wrong with it."""

from datetime import datetime
from typing import Any

import msgspec

from api.files.imports.reading import FileRow
from api.files.reference.tables import FoundTable
from casework.directory.directory import Directory
from casework.directory.events import AreaRegistered, Registered, UnitRegistered
from casework.directory.words import HELPERS

_NOT_KEPT = frozenset({"valid_from"})


class Entry(msgspec.Struct):
    """The code and the registration of a row; without one there are problems."""

    code: str
    fact: Registered | None
    problems: list[str]


def entry_of(found: FoundTable, row: FileRow, directory: Directory, at: datetime) -> Entry:
    """Return the entry of a row.

    An empty cell means the default. A column that the file does not have leaves what stands: a file
    of nothing but codes and aliases changes the aliases.
    """
    said, problems = _cells(found, row)
    code = str(said.pop("code", ""))
    if not code:
        return Entry(code, None, [*problems, ": it has no code"])
    stands = directory.history(f"{found.sheet.kind}/{code}").at(said.get("valid_from") or at)
    values = _kept(found, stands.fact) | said if stands else said
    if problems := problems or _lacking(found, values):
        return Entry(code, None, problems)
    return Entry(code, _settled(found.sheet.fact(**values), values), [])


def _cells(found: FoundTable, row: FileRow) -> tuple[dict[str, Any], list[str]]:
    """Return what the filled cells say, and those that say nothing sensible."""
    said: dict[str, Any] = {}
    problems: list[str] = []
    for field, header in found.headers.items():
        if (cell := row.cells[header]) is None:
            continue
        read, _ = found.sheet.columns[field]
        try:
            said[field] = read(cell)
        except ValueError as error:
            problems.append(f", column {header}: {error}")
    return said, problems


def _kept(found: FoundTable, stands: Registered) -> dict[str, Any]:
    fields = stands.__struct_fields__
    return {f: getattr(stands, f) for f in fields if f not in found.headers and f not in _NOT_KEPT}


def _lacking(found: FoundTable, values: dict[str, Any]) -> list[str]:
    fields = msgspec.structs.fields(found.sheet.fact)
    needed = [f.name for f in fields if f.required and f.name not in values]
    return [f": it has no {name} ({found.sheet.columns[name][1][-1]})" for name in needed]


def _settled(fact: Registered, values: dict[str, Any]) -> Registered:
    """Return what the cells left open: a helper leads nothing, and what is above a city is not
    ours."""
    match fact:
        case UnitRegistered(kind=kind) if "may_lead" not in values and kind in HELPERS:
            return msgspec.structs.replace(fact, may_lead=False)
        case AreaRegistered(level="city"):
            return msgspec.structs.replace(fact, parent=None)
    return fact
