"""Which column a name of the mapping means: `Title`, or the second of that name: `Title#2`."""

import re
from collections.abc import Sequence
from pathlib import Path

from api.files.imports.errors import FileRefused

_NUMBERED = re.compile(r"(.+)#(\d+)", re.DOTALL)


def place_of(name: str, columns: Sequence[str]) -> int | None:
    """Return the place of a column, or None where there is none of that name."""
    if name in columns:
        return columns.index(name)
    if found := _NUMBERED.fullmatch(name):
        places = [n for n, column in enumerate(columns) if column == found[1].strip()]
        number = int(found[2])
        return places[number - 1] if 1 <= number <= len(places) else None
    return None


def checked_places(columns: Sequence[str], used: Sequence[str] | None) -> Sequence[int]:
    """Return the places of these columns, or of all of them."""
    if used is None:
        return range(len(columns))
    return sorted({p for name in used if (p := place_of(name, columns)) is not None})


def check_columns(file: Path, columns: Sequence[str], wanted: Sequence[Sequence[str]]) -> None:
    """Refuse a file that lacks a column or has it twice; each wanted one lists its alternatives."""
    for names in wanted:
        if all(place_of(name, columns) is None for name in names):
            lacking, there = " or ".join(names), ", ".join(columns)
            raise FileRefused(file, f"it has no column {lacking}; its columns are {there}")
    for name in {name for names in wanted for name in names}:
        if columns.count(name) > 1:
            raise FileRefused(
                file, f"it has two columns {name}: say which, {{{name}#1}} or {{{name}#2}}"
            )
