"""CSV files: rows out of text."""

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from api.files.imports.errors import FileRefused
from api.files.imports.reading.columns import checked_places, place_of
from api.files.imports.reading.encodings import encoding_of
from api.files.imports.reading.lines import Record, records
from api.files.imports.reading.numbers import rounded
from api.files.imports.reading.rows import FileRow, LineAccounts

_DELIMITERS = ",;\t"
_LONGEST_CELL = 1_000_000


class CsvTable:
    """A CSV file with a header; whichever of comma, semicolon and tab its header has, divides.

    The header is the first filled line, or the line of the number that the mapping gives. `used`
    are the columns whose cells are checked, whichever are read; without it all of them.
    """

    def __init__(
        self,
        file: Path,
        missing: frozenset[str],
        encoding: str | None,
        header: int | None = None,
        used: Sequence[str] | None = None,
    ) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self._file, self._missing, self._header_line = file, missing, header
        self._encoding = encoding_of(file, encoding)
        self.accounts, self.notes = LineAccounts(), tuple[str, ...]()
        with self._open() as text:
            start = next((line for line in self._from_header(text) if line.strip()), "")
            self._delimiter = max(_DELIMITERS, key=start.count)
        with self._open() as text:
            self._first, self.columns = self._header(text)
        self._used = checked_places(self.columns, used)

    def rows(self, columns: Sequence[str]) -> Iterator[FileRow]:
        """Yield all records in their order. One that cannot be read does not end the reading."""
        places = {name: place_of(name, self.columns) for name in columns}
        names = [name for name, place in places.items() if place is not None]
        pick = _picker([place for place in places.values() if place is not None])
        self.accounts, missing = LineAccounts(header=self._first), self._missing
        for number, record in enumerate(self._below(), 1):
            self.accounts.took(record.lines, blank=not (record.problem or any(record.values)))
            values = record.values
            if problem := record.problem or self._misfit(values):
                yield FileRow(number, {}, problem, record.line)
            elif any(values):
                cells = [None if (v := value.strip()) in missing else v for value in pick(values)]
                yield FileRow(number, dict(zip(names, cells, strict=True)), line=record.line)

    def _below(self) -> Iterator[Record]:
        with self._open() as text:
            yield from records(text, self._delimiter, self._first)

    def _header(self, text: TextIO) -> tuple[int, tuple[str, ...]]:
        """Return the line that the header ends at, and its names."""
        skipped = (self._header_line or 1) - 1
        for record in records(text, self._delimiter, skipped):
            if record.problem:
                raise FileRefused(self._file, f"its header cannot be read: {record.problem}")
            if any(record.values):
                ends = record.line + record.lines - 1
                return ends, tuple(name.strip("\ufeff \t") for name in record.values)
            if self._header_line:
                break
        raise FileRefused(self._file, self._no_header())

    def _no_header(self) -> str:
        if self._header_line:
            return f"its line {self._header_line}, which [file] header names, is empty"
        return "it is empty"

    def _from_header(self, text: TextIO) -> Iterator[str]:
        return islice(text, (self._header_line or 1) - 1, None)

    def _misfit(self, values: Sequence[str]) -> str | None:
        """Return what is wrong with a record: a cell, or its width where more is not blank."""
        width = len(self.columns)
        if len(values) != width and (len(values) < width or any(values[width:])):
            return f"it has {len(values)} cells, the header has {width}" if any(values) else None
        for place in self._used:
            if problem := rounded(values[place]):
                return f"its cell {self.columns[place]} is {values[place].strip()}: {problem}"
        return None

    def _open(self) -> TextIO:
        return self._file.open(encoding=self._encoding, newline="")


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """Return the cells at these places. (An itemgetter of one gives no sequence.)"""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: [values[place] for place in places]
