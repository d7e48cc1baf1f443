"""Workbooks: rows out of the first sheet that is shown, or the one that the mapping names."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine as calamine

from api.files.imports.errors import FileRefused
from api.files.imports.language.templates import Cell
from api.files.imports.reading.columns import checked_places, place_of
from api.files.imports.reading.numbers import rounded
from api.files.imports.reading.rows import FileRow, LineAccounts
from api.files.imports.reading.unread import letters, unread_cells

_VISIBLE = calamine.SheetVisibleEnum.Visible
Merged = dict[int, list[tuple[int, bool]]]  # by row: the columns, and whether it is the first


class WorkbookTable:
    """A sheet with a header in its first filled row, or in the row that the mapping names.

    True dates come as `datetime`. What is merged over rows stands in each of them. `used` are the
    columns whose cells are checked, whichever are read; without it all of them.
    """

    def __init__(
        self,
        file: Path,
        missing: frozenset[str],
        sheet: str | None,
        header: int | None = None,
        used: Sequence[str] | None = None,
    ) -> None:
        self._file, self._missing = file, missing
        self._sheet, self.notes = _sheet(file, sheet)
        self.accounts = LineAccounts()
        self._first = self._header_row(header)
        header_cells = next(islice(self._all(), self._first - 1, None), [])
        self.columns = tuple(str(name).strip() for name in header_cells)
        self._used = checked_places(self.columns, used)
        self._from = (self._sheet.start or (0, 0))[1]
        self._merged = _merged(self._sheet, self._from)
        self._unread = unread_cells(file, self._sheet.name)

    def rows(self, columns: Sequence[str]) -> Iterator[FileRow]:
        """Return all records in their order."""
        found = [(name, place_of(name, self.columns)) for name in columns]
        places = [(name, place) for name, place in found if place is not None]
        self.accounts = LineAccounts(header=self._first)
        above: dict[int, Any] = {}
        for line, values in enumerate(islice(self._all(), self._first, None), self._first + 1):
            filled = any(value not in ("", None) for value in values)
            self.accounts.took(1, blank=not filled)
            if not filled:
                continue
            whole = self._filled(line, values, above)
            problem = self._problem(line, whole)
            cells = {} if problem else {name: self._cell(whole[place]) for name, place in places}
            yield FileRow(line - self._first, cells, problem, line)

    def _header_row(self, named: int | None) -> int:
        filled = (n for n, values in enumerate(self._all(), 1) if any(values))
        if named is None:
            if (first := next(filled, None)) is None:
                raise FileRefused(self._file, f"its sheet {self._sheet.name} is empty")
            return first
        if named not in filled:
            problem = f"row {named}, which [file] header names, is empty"
            raise FileRefused(self._file, f"sheet {self._sheet.name}: {problem}")
        return named

    def _all(self) -> Iterator[list[Any]]:
        """Return every row of the sheet from its first one; cells from its first filled column."""
        yield from self._sheet.iter_rows()

    def _filled(self, line: int, values: list[Any], above: dict[int, Any]) -> list[Any]:
        """Return the row with what is merged into it from above; only the first one holds it."""
        if line not in self._merged:
            return values
        values = list(values)
        for column, is_first in self._merged[line]:
            if column >= len(values):
                continue
            if is_first:
                above[column] = values[column]
            elif values[column] in ("", None):
                values[column] = above.get(column, "")
        return values

    def _problem(self, line: int, values: Sequence[Any]) -> str | None:
        for place in self._used:
            cell = f"{letters(place + self._from)}{line}"
            problem = self._unread.get(cell)
            if problem in self._missing or problem is None:
                problem = rounded(values[place]) if place < len(values) else None
            if problem:
                return f"its cell {cell} ({self.columns[place]}): {problem}"
        return None

    def _cell(self, value: Any) -> Cell | None:
        if isinstance(value, date):
            return value if isinstance(value, datetime) else datetime.combine(value, time())
        text = _text(value)
        return None if text in self._missing else text


def _text(value: Any) -> str:
    match value:
        case str():
            return value.strip()
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case time():
            return value.isoformat()
        case _:
            return str(value)


def _sheet(file: Path, name: str | None) -> tuple[calamine.CalamineSheet, tuple[str, ...]]:
    """Return the sheet to read, and what is said of those that are not."""
    try:
        book = calamine.load_workbook(file)
        shown = [m.name for m in book.sheets_metadata if m.visible is _VISIBLE]
        chosen = book.get_sheet_by_name(name or (shown or book.sheet_names)[0])
    except calamine.PasswordError:
        raise FileRefused(file, "it is protected by a password; save it without one") from None
    except calamine.WorksheetNotFound:
        raise FileRefused(file, f"it has no sheet {name}; it has {book.sheet_names}") from None
    except calamine.CalamineError as error:
        raise FileRefused(file, f"it is no whole workbook ({error}); save it again") from None
    others = [other for other in book.sheet_names if other != chosen.name]
    notes = (f"sheet {each} was not read" for each in others if _is_filled(book, each))
    return chosen, tuple(notes)


def _is_filled(book: calamine.CalamineWorkbook, name: str) -> bool:
    try:
        return book.get_sheet_by_name(name).height > 0
    except calamine.CalamineError:
        return False  # a sheet of charts


def _merged(sheet: calamine.CalamineSheet, from_column: int) -> Merged:
    """Return what is merged over rows, by row; the column is that of the first cell."""
    found: Merged = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and left >= from_column:
            for row in range(top, min(bottom + 1, sheet.total_height + 1)):
                found.setdefault(row + 1, []).append((left - from_column, row == top))
    return found
