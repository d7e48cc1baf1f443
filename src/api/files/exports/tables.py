"""A table as a file: CSV and XLSX of the same cells, safe to open in a spreadsheet.

A cell is a text, a whole number, a Decimal (with the places it has), a Fraction (a rate: in percent
with two places), a truth (是 or 否), an aware instant (in Chinese time), a day, or None (—).
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.files.spreadsheets import harmless
from casework.policy.assessment import rounded
from casework.time import CHINA, iso_in_china
from casework.words import NOTHING

Cell = str | int | Decimal | Fraction | datetime | date | None
Row = Sequence[Cell]

BOM = b"\xef\xbb\xbf"  # by it Excel knows UTF-8
SHEET_ROWS = 1_048_576
_WIDTH = 14
_CELL_LENGTH = 32_767
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


def in_china(heading: str) -> str:
    """Return the heading of a column of instants in XLSX, whose cells cannot say their zone."""
    return f"{heading}（北京时间 UTC+8）"


def write_csv(file: BinaryIO, headings: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a whole CSV file (RFC 4180), UTF-8 with its mark; rows are taken one by one."""
    file.write(csv_head(headings))
    for row in rows:
        file.write(csv_lines([row]))


def csv_head(headings: Sequence[str]) -> bytes:
    """Return how a CSV file begins."""
    return BOM + csv_lines([headings])


def csv_lines(rows: Iterable[Row]) -> bytes:
    """Return these rows as lines of CSV. A text that a spreadsheet would compute gets a `'`."""
    lines = StringIO(newline="")
    csv.writer(lines).writerows([csv_text(cell) for cell in row] for row in rows)
    return lines.getvalue().encode("utf-8", "replace")


def csv_text(cell: Cell) -> str:
    """Return a cell as CSV says it: `2026-11-20T09:10:00+08:00`, `66.67%`, `—`."""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, bool):
        return _truth(cell)
    if isinstance(cell, datetime):
        return iso_in_china(cell)
    if isinstance(cell, Fraction):
        return f"{percent(cell)}%"
    if cell is None:
        return NOTHING
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def percent(rate: Fraction) -> Decimal:
    """Return a rate in percent, rounded half up to two places from the exact value."""
    return rounded(rate * 100, 2)


def write_xlsx(
    file: BinaryIO,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Row],
    widths: Sequence[int] = (),
) -> None:
    """Write a whole workbook; rows are taken one by one and never all in memory."""
    sheet = ExportSheet(file, title, headings, widths)
    sheet.add_all(rows)
    sheet.close()


class ExportSheet:
    """A workbook being written. More rows than a sheet holds go on in a second one."""

    def __init__(
        self, file: BinaryIO, title: str, headings: Sequence[str], widths: Sequence[int] = ()
    ) -> None:
        self._book, self._title = Workbook(file, _OPTIONS), _NOT_IN_A_SHEET_NAME.sub(" ", title)
        self._headings, self._widths = headings, widths
        self._bold = self._book.add_format({"bold": True, "text_wrap": True})
        self._formats: dict[str, Format] = {}
        self._sheets, self._row = 0, 0
        self._sheet = self._next_sheet()

    def add(self, row: Row) -> None:
        """Write one more row."""
        if self._row == SHEET_ROWS:
            self._sheet = self._next_sheet()
        for column, cell in enumerate(row):
            self._put(column, cell)
        self._row += 1

    def add_all(self, rows: Iterable[Row]) -> None:
        """Write these rows, one by one."""
        for row in rows:
            self.add(row)

    def close(self) -> None:
        """Write the file; nothing can be added any more."""
        self._book.close()

    def _next_sheet(self) -> Worksheet:
        self._sheets += 1
        number = f"（{self._sheets}）" if self._sheets > 1 else ""
        sheet: Worksheet = self._book.add_worksheet(self._title[: 31 - len(number)] + number)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(self._headings):
            width = self._widths[column] if column < len(self._widths) else _WIDTH
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self._bold)
        self._row = 1
        return sheet

    def _put(self, column: int, cell: Cell) -> None:
        at, sheet = (self._row, column), self._sheet
        if cell is None or isinstance(cell, str | bool):
            sheet.write_string(*at, _text(cell))
        elif isinstance(cell, datetime):
            shown = cell.astimezone(CHINA).replace(tzinfo=None)
            sheet.write_datetime(*at, shown, self._format("yyyy-mm-dd hh:mm:ss"))
        elif isinstance(cell, date):
            sheet.write_datetime(*at, cell, self._format("yyyy-mm-dd"))
        elif isinstance(cell, Fraction):
            sheet.write_number(*at, float(cell), self._format("0.00%"))
        else:
            sheet.write_number(*at, cell, self._format(_places(cell)))

    def _format(self, shown: str) -> Format:
        if shown not in self._formats:
            self._formats[shown] = self._book.add_format({"num_format": shown})
        return self._formats[shown]


def _text(cell: str | bool | None) -> str:
    if cell is None:
        return NOTHING
    return _truth(cell) if isinstance(cell, bool) else cell[:_CELL_LENGTH]


def _truth(is_true: bool) -> str:
    return "是" if is_true else "否"


def _places(number: int | Decimal) -> str:
    """Return the format that shows a number with as many places as it has."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return "0." + "0" * -exponent if isinstance(exponent, int) and exponent < 0 else "0"
