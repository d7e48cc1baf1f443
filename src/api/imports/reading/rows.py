"""What every file gives: columns, and rows as often as one likes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from api.imports.errors import FileRefused
from api.imports.language.templates import Cells


class Row(msgspec.Struct, frozen=True, gc=False):
    """One record: its number below the header (from 1), and its cells by column; empty is None.

    In a spreadsheet it stands one line lower than its number. A record that cannot be used has
    a `problem` instead of cells.
    """

    number: int
    cells: Cells
    problem: str | None = None


class Table(Protocol):
    """A file that was found readable."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names in its header."""
        ...

    def rows(self, columns: Sequence[str]) -> Iterator[Row]:
        """All records in their order, with these cells of theirs; empty records are passed over."""
        ...


def check_columns(file: Path, table: Table, wanted: Sequence[Sequence[str]]) -> None:
    """Refuse a file that lacks a column or has it twice; each wanted one lists its alternatives."""
    for names in wanted:
        if not set(names) & set(table.columns):
            lacking, there = " or ".join(names), ", ".join(table.columns)
            raise FileRefused(file, f"it has no column {lacking}; its columns are {there}")
    for name in {name for names in wanted for name in names}:
        if table.columns.count(name) > 1:
            raise FileRefused(file, f"it has two columns {name}; rename one of them")
