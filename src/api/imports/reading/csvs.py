"""CSV files: rows out of text."""

import csv
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from api.imports.errors import FileRefused
from api.imports.reading.encodings import encoding_of
from api.imports.reading.rows import Row

_DELIMITERS = ",;\t"
_LONGEST_CELL = 1_000_000


class CsvTable:
    """A CSV file with a header; whichever of comma, semicolon and tab its header has, divides."""

    def __init__(self, file: Path, missing: frozenset[str], encoding: str | None) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self._file, self._missing = file, missing
        self._encoding = encoding_of(file, encoding)
        with self._open() as text:
            start = next((line for line in text if line.strip()), "")
            self._delimiter = max(_DELIMITERS, key=start.count)
        with self._open() as text:
            self.columns = tuple(name.strip("\ufeff \t") for name in self._header(text))

    def rows(self, columns: Sequence[str]) -> Iterator[Row]:
        """All records in their order. One that cannot be read does not end the reading."""
        names = [name for name in columns if name in self.columns]
        pick, missing = _picker([self.columns.index(name) for name in names]), self._missing
        for number, (values, problem) in enumerate(self._records(), 1):
            if problem := problem or self._misfit(values):
                yield Row(number, {}, problem)
            elif any(values):
                cells = [None if (v := value.strip()) in missing else v for value in pick(values)]
                yield Row(number, dict(zip(names, cells, strict=True)))

    def _records(self) -> Iterator[tuple[list[str], str | None]]:
        with self._open() as text:
            records = csv.reader(text, delimiter=self._delimiter)
            next(filter(any, records), None)
            while True:
                line = records.line_num + 1
                try:
                    yield next(records), None
                except StopIteration:
                    return
                except csv.Error:
                    yield [], f"no end of the cell that begins at line {line}: a quote is too many"

    def _header(self, text: TextIO) -> list[str]:
        try:
            header = next(filter(any, csv.reader(text, delimiter=self._delimiter)), None)
        except csv.Error as error:
            raise FileRefused(self._file, f"its header cannot be read: {error}") from None
        if header is None:
            raise FileRefused(self._file, "it is empty")
        return header

    def _misfit(self, values: Sequence[str]) -> str | None:
        """What is wrong with a record of another width: nothing, where it is blank beyond."""
        width = len(self.columns)
        if len(values) == width or (len(values) > width and not any(values[width:])):
            return None
        return f"it has {len(values)} cells, the header has {width}" if any(values) else None

    def _open(self) -> TextIO:
        return self._file.open(encoding=self._encoding, newline="")


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """The cells at these places. (An itemgetter of one gives no sequence.)"""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: [values[place] for place in places]
