"""The report beside an imported file: which rows were left out, and why.

It is written only where there is something to say. Excel opens it: UTF-8 with a mark.
"""

import csv
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

import msgspec

from api.files.spreadsheets import harmless

HEADER = ("row", "case", "reason")


class Remark(msgspec.Struct, frozen=True):
    """A line of it: a row that was refused, or that lost something on its way in."""

    row: int
    case: str
    reason: str
    refused: bool = True


class Report:
    """`<file>.report.csv` beside the file, or in the current folder where that is not allowed."""

    def __init__(self, file: Path) -> None:
        name = f"{file.name}.report.csv"
        self._places = (file.with_name(name), Path.cwd() / name)
        self._stream: TextIO | None = None
        self._writer: Any = None
        self.path: Path | None = None
        for old in self._places:
            with suppress(OSError):
                old.unlink()

    @property
    def is_elsewhere(self) -> bool:
        """Return whether it could not be written beside the file."""
        return self.path is not None and self.path != self._places[0]

    def write(self, remark: Remark) -> None:
        """Write one line more."""
        if self._stream is None:
            self._stream = self._open()
            self._writer = csv.writer(self._stream)
            self._writer.writerow(HEADER)
        reason = remark.reason if remark.refused else f"imported, but {remark.reason}"
        self._writer.writerow((remark.row, harmless(remark.case), harmless(reason)))

    def _open(self) -> TextIO:
        beside, here = self._places
        try:
            stream, self.path = beside.open("w", encoding="utf-8-sig", newline=""), beside
        except OSError:
            stream, self.path = here.open("w", encoding="utf-8-sig", newline=""), here
        return stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._stream.close()
