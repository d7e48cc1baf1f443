"""What every file gives: columns, and rows as often as one likes."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from api.files.imports.language.templates import Cells


class FileRow(msgspec.Struct, frozen=True, gc=False):
    """One record: its number below the header (from 1), and its cells by column; empty is None.

    `line` is the line of the file, or the row of the sheet, where it begins. A record that cannot
    be used has a `problem` instead of cells.
    """

    number: int
    cells: Cells
    problem: str | None = None
    line: int = 0


class LineAccounts(msgspec.Struct):
    """What became of the lines of a file: every line read is of one of these kinds.

    `joined` are the lines of a record after its first: a cell may hold line breaks.
    """

    header: int = 0
    records: int = 0
    joined: int = 0
    blank: int = 0

    def took(self, lines: int, *, blank: bool) -> None:
        """Count one record more, of so many lines."""
        if blank:
            self.blank += lines
        else:
            self.records += 1
            self.joined += lines - 1

    @property
    def lines(self) -> int:
        """Return all lines read."""
        return self.header + self.records + self.joined + self.blank


class Table(Protocol):
    """A file that was found readable. `accounts` are those of the last reading."""

    accounts: LineAccounts
    notes: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names in its header."""
        ...

    def rows(self, columns: Sequence[str]) -> Iterator[FileRow]:
        """Yield all records in order, with these cells of theirs, but for the empty ones."""
        ...
