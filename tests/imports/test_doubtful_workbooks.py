"""Workbooks that could be misread: rounded numbers, merged cells, errors, other sheets."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904  # type: ignore[import-untyped]

from api.files.imports import load_mapping
from api.files.imports.reading import FileRow, Table, open_table
from tests.imports.telling import HEAD, mapping_file

HEADER = ("no", "at", "what", "aside")


class Book:
    """A workbook being made in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.book = folder, openpyxl.Workbook()
        self.sheet: Any = self.book.worksheets[0]

    def add(self, *rows: Any) -> "Book":
        for row in rows:
            self.sheet.append(row)
        return self

    def opened(self, head: str = HEAD) -> Table:
        self.book.save(file := self.folder / "table.xlsx")
        return open_table(file, load_mapping(str(mapping_file(self.folder, head))))

    def rows(self, head: str = HEAD) -> list[FileRow]:
        return list(self.opened(head).rows(("no", "at", "what")))


def problems(rows: list[FileRow]) -> list[str | None]:
    return [row.problem for row in rows]


ROUNDED = "a number of more than 15 digits was rounded; format the column as text where it is made"


@pytest.mark.finding("B5")
def test_a_number_of_more_than_15_digits_is_refused_with_its_cell(tmp_path: Path) -> None:
    book = Book(tmp_path).add(
        HEADER,
        (20221101000000001, "2022-11-01", "one"),
        (20221101000000002, "2022-11-01", "two"),
        ("20221101000000003", "2022-11-01", "three"),
        (123456789012345, "2022-11-01", "four"),
    )
    rows = book.rows()
    assert problems(rows) == [
        f"its cell A2 (no): {ROUNDED}",
        f"its cell A3 (no): {ROUNDED}",
        None,
        None,
    ]
    assert [row.cells.get("no") for row in rows[2:]] == ["20221101000000003", "123456789012345"]


@pytest.mark.finding("B5")
def test_in_a_column_that_nobody_reads_it_harms_nothing(tmp_path: Path) -> None:
    book = Book(tmp_path).add(HEADER, (1, "2022-11-01", "one", 20221101000000001))
    assert problems(book.rows()) == [None]
    book = Book(tmp_path).add(HEADER, (1, "2022-11-01", 20221101000000001))
    assert problems(book.rows()) == [f"its cell C2 (what): {ROUNDED}"]


@pytest.mark.finding("B16")
def test_what_is_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    book = Book(tmp_path).add(
        HEADER,
        (1, "2022-11-01", "open"),
        (None, "2022-11-02", "done"),
        (2, "2022-11-03", "open"),
        (None, "2022-11-04", "nobody's"),
    )
    book.sheet.merge_cells("A2:A3")
    book.sheet.merge_cells("C4:D4")
    rows = book.rows()
    assert [row.cells["no"] for row in rows] == ["1", "1", "2", None]
    assert [row.cells["what"] for row in rows] == ["open", "done", "open", "nobody's"]


@pytest.mark.finding("B16")
def test_a_merged_range_below_the_last_row_makes_no_rows(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.sheet.append([])
    book.add(("", *HEADER), ("", 1, "2022-11-01", "open"))
    book.sheet.merge_cells("B3:B9")
    [row] = book.rows()
    assert (row.line, row.cells["no"]) == (3, "1")


@pytest.mark.finding("B15")
def test_the_header_may_stand_in_a_row_of_its_own(tmp_path: Path) -> None:
    book = Book(tmp_path).add(("工单汇总表",), (), HEADER, (1, "2022-11-01", "open"))
    opened = book.opened(HEAD.replace("[case]", "[file]\nheader = 3\n[case]"))
    [row] = opened.rows(("no", "at", "what"))
    assert (row.number, row.line, row.cells["what"]) == (1, 4, "open")
    with pytest.raises(Exception, match=r"row 2, which .file. header names, is empty"):
        book.opened(HEAD.replace("[case]", "[file]\nheader = 2\n[case]"))


def test_an_error_or_a_formula_never_calculated_is_refused_with_its_cell(tmp_path: Path) -> None:
    book = Book(tmp_path).add(
        HEADER,
        (1, "2022-11-01", "#N/A"),
        (2, "2022-11-01", '=A2&"x"'),
        (3, "2022-11-01", "x", "=1"),
    )
    uncalculated = "a formula without a value: open the workbook, let it calculate, and save it"
    said = ["its cell C2 (what): #N/A", f"its cell C3 (what): {uncalculated}", None]
    assert problems(book.rows()) == said
    assert problems(book.rows('missing = ["#N/A"]' + HEAD))[0] is None


def test_hidden_sheets_are_not_read_and_others_are_named(tmp_path: Path) -> None:
    book = Book(tmp_path).add(HEADER, ("hidden", "2022-11-01", "x"))
    book.sheet.sheet_state = "hidden"
    book.sheet = book.book.create_sheet("shown")
    book.add(HEADER, ("shown", "2022-11-01", "x"))
    book.sheet = book.book.create_sheet("more")
    book.add(HEADER, ("more", "2022-11-01", "x"))
    book.book.create_sheet("empty")
    book.book.active = 1
    opened = book.opened()
    assert [row.cells["no"] for row in opened.rows(("no",))] == ["shown"]
    assert opened.notes == ("sheet Sheet was not read", "sheet more was not read")


def test_a_workbook_that_counts_days_from_1904_gives_the_same_dates(tmp_path: Path) -> None:
    book = Book(tmp_path).add(HEADER, (1, datetime(2022, 11, 1, 8, 30), "x"))
    book.book.epoch = CALENDAR_MAC_1904
    assert book.rows()[0].cells["at"] == datetime(2022, 11, 1, 8, 30)
