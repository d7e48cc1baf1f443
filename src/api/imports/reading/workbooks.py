"""Workbooks: rows out of the first sheet, or the one that the mapping names."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import python_calamine as calamine

from api.imports.errors import FileRefused
from api.imports.language.templates import Cell
from api.imports.reading.rows import Row


class WorkbookTable:
    """A sheet with a header in its first filled row. True dates come as `datetime`."""

    def __init__(self, file: Path, missing: frozenset[str], sheet: str | None) -> None:
        self._file, self._missing = file, missing
        self._sheet = _sheet(file, sheet)
        header = next(filter(any, self._sheet.iter_rows()), None)
        if header is None:
            raise FileRefused(file, f"its sheet {self._sheet.name} is empty")
        self.columns = tuple(str(name).strip() for name in header)

    def rows(self, columns: Sequence[str]) -> Iterator[Row]:
        """All records in their order."""
        places = [(name, self.columns.index(name)) for name in columns if name in self.columns]
        records = self._sheet.iter_rows()
        next(filter(any, records), None)
        for number, values in enumerate(records, 1):
            if any(value not in ("", None) for value in values):
                yield Row(number, {name: self._cell(values[place]) for name, place in places})

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


def _sheet(file: Path, name: str | None) -> calamine.CalamineSheet:
    try:
        book = calamine.load_workbook(file)
        if name is None:
            return book.get_sheet_by_index(0)
        return book.get_sheet_by_name(name)
    except calamine.PasswordError:
        raise FileRefused(file, "it is protected by a password; save it without one") from None
    except calamine.WorksheetNotFound:
        raise FileRefused(file, f"it has no sheet {name}; it has {book.sheet_names}") from None
    except calamine.CalamineError as error:
        raise FileRefused(file, f"it is no whole workbook ({error}); save it again") from None
