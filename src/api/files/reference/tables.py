"""The tables in directory files: a CSV file is one, a workbook has one a sheet."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import python_calamine as calamine

from api.files.imports.errors import FileRefused
from api.files.imports.reading import WORKBOOKS
from api.files.imports.reading.csvs import CsvTable
from api.files.imports.reading.rows import Table
from api.files.imports.reading.workbooks import WorkbookTable
from api.files.reference.sheets import REMARKS, SHEETS, Sheet, sheet_in, sheet_named

_EMPTY = frozenset({""})
_WHOLE = 10**15


class FoundTable(msgspec.Struct, frozen=True):
    """A table, the kind of its rows, and how it is named in messages.

    `headers` gives the header of each field that it has a column for.
    """

    sheet: Sheet
    table: Table
    name: str
    headers: dict[str, str]

    def row(self, number: int) -> str:
        """Return the place of a row, as a spreadsheet counts them: the header is row 1."""
        return f"{self.name} row {number + 1}"


def tables_in(file: Path) -> tuple[list[FoundTable], list[str]]:
    """Return the tables of a file and the sheets passed over. Raises `FileRefused`."""
    if file.suffix.lower() in WORKBOOKS:
        return _of_workbook(file)
    sheet = sheet_in(file.stem)
    if sheet is None:
        raise FileRefused(file, f"its name does not say what is in it; name it {_names('.csv')}")
    return [_found(file, sheet, _csv(file), file.name)], []


class _Remarked(CsvTable):
    """A CSV file that ends in a column of remarks, which may hold commas of their own."""

    def _misfit(self, values: Sequence[str]) -> str | None:
        return super()._misfit(values[: len(self.columns)])


def _csv(file: Path) -> CsvTable:
    table = CsvTable(file, _EMPTY, None)
    is_remark = table.columns[-1].casefold() in REMARKS
    return _Remarked(file, _EMPTY, None) if is_remark else table


def _of_workbook(file: Path) -> tuple[list[FoundTable], list[str]]:
    found: list[FoundTable] = []
    passed: list[str] = []
    for name in _sheet_names(file):
        if sheet := sheet_named(name):
            _check_numbers(file, name)
            table = WorkbookTable(file, _EMPTY, name)
            found.append(_found(file, sheet, table, f"{file.name} sheet {name}"))
        else:
            passed.append(f"{file.name} sheet {name}")
    if not found:
        raise FileRefused(file, f"it has no sheet named {_names()}")
    return found, passed


def _found(file: Path, sheet: Sheet, table: Table, name: str) -> FoundTable:
    """Return the table with its columns understood. An unknown one may be a known one misspelt."""
    headers: dict[str, str] = {}
    for header in filter(None, table.columns):
        field = sheet.field_of(header)
        if field in headers:
            raise FileRefused(file, f"{sheet.name}: two columns mean {field}: {header} is one")
        if field:
            headers[field] = header
        elif header.casefold() not in REMARKS:
            known = ", ".join(f"{f} ({names[-1]})" for f, (_, names) in sheet.columns.items())
            raise FileRefused(file, f"{sheet.name}: there is no column {header}; known are {known}")
    if "code" not in headers:
        raise FileRefused(file, f"{sheet.name}: it has no column code (编码)")
    return FoundTable(sheet, table, name, headers)


def _sheet_names(file: Path) -> list[str]:
    try:
        return list(calamine.load_workbook(file).sheet_names)
    except calamine.CalamineError as error:
        raise FileRefused(file, f"it is no whole workbook ({error}); save it again") from None


def _check_numbers(file: Path, sheet: str) -> None:
    """Refuse long numbers: a spreadsheet keeps 15 digits, so a longer code that is one is another
    by now."""
    rows = calamine.load_workbook(file).get_sheet_by_name(sheet).iter_rows()
    for number, column, value in _numbers(rows):
        if abs(value) >= _WHOLE:
            where = f"sheet {sheet}, row {number}, column {column}"
            raise FileRefused(
                file, f"{where}: a number of more than 15 digits is rounded; format it as text"
            )


def _numbers(rows: Iterable[Sequence[object]]) -> Iterator[tuple[int, int, float]]:
    for number, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if isinstance(value, int | float):
                yield number, column, value


def _names(ending: str = "") -> str:
    return ", ".join(f"{sheet.name}{ending} ({sheet.chinese}{ending})" for sheet in SHEETS)
