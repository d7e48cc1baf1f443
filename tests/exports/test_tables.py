"""Tables: what a cell becomes in CSV and in a workbook, and that nothing in them computes."""

import csv
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.files.exports import tables
from api.files.exports.tables import csv_text, in_china, percent, write_csv, write_xlsx

AT = datetime(2026, 11, 20, 1, 10, tzinfo=UTC)
DANGEROUS = ["=1+1", "+86", "-2", "@SUM(A1)", "\tx", "\rx", " =1+1", "＝1+1", "\nx"]
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)


def as_csv(*rows: Any, headings: Any = ("一", "二")) -> bytes:
    write_csv(file := BytesIO(), headings, rows)
    return file.getvalue()


def as_sheet(*rows: Any, headings: Any = ("一", "二"), title: str = "表") -> Any:
    write_xlsx(file := BytesIO(), title, headings, rows)
    return load_workbook(file)


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8():
    assert as_csv(["暖气", 1]) == b"\xef\xbb\xbf" + "一,二\r\n暖气,1\r\n".encode()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("a", "a"),
        (None, "—"),
        (0, "0"),
        (-3, "-3"),
        (True, "是"),
        (False, "否"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+2"), "100"),
        (Fraction(2, 3), "66.67%"),
        (Fraction(1), "100.00%"),
        (AT, "2026-11-20T09:10:00+08:00"),
        (date(2026, 2, 1), "2026-02-01"),
    ],
)
def test_a_cell_in_csv(cell: Any, said: str):
    assert csv_text(cell) == said


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe_in_csv(text: str):
    [_, [cell, _]] = csv.reader(StringIO(as_csv([text, 1]).decode("utf-8-sig"), newline=""))
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", DANGEROUS)
def test_in_a_workbook_it_stays_a_text_as_it_is(text: str):
    cell = as_sheet([text, 1]).active["A2"]
    assert (cell.data_type, cell.value.replace("_x000D_", "\r")) == ("s", text)


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_any_texts_come_back_from_csv_and_none_begins_as_a_formula(rows: Any):
    read = list(csv.reader(StringIO(as_csv(*rows).decode("utf-8-sig"), newline="")))[1:]
    assert [[c.removeprefix("'") for c in row] for row in read] == [
        [c.removeprefix("'") for c in row] for row in rows
    ]
    assert not [c for row in read for c in row if c.lstrip()[:1] in tuple("=+-@")]


@given(st.fractions(0, 1))
def test_a_rate_is_rounded_half_up_from_the_exact_value(rate: Fraction):
    assert abs(Fraction(percent(rate)) / 100 - rate) <= Fraction(1, 20_000)
    assert percent(Fraction(1, 20_000)) == Decimal("0.01")


def test_cells_of_a_workbook_are_what_they_are():
    row = ["暖气", 7, Decimal("1.50"), Fraction(1, 3), AT, None, True, date(2026, 2, 1)]
    cells = as_sheet(row, headings=[str(n) for n in range(8)]).active[2]
    assert [c.value for c in cells[:3]] == ["暖气", 7, 1.5]
    assert (cells[3].value, cells[3].number_format) == (pytest.approx(1 / 3), "0.00%")
    assert cells[2].number_format == "0.00"
    assert cells[4].value == AT.replace(tzinfo=None) + timedelta(hours=8)
    assert cells[4].is_date
    assert [c.value for c in cells[5:7]] == ["—", "是"]
    assert cells[7].value == datetime(2026, 2, 1)


def test_the_heading_of_a_time_says_whose_it_is():
    assert in_china("采集时间") == "采集时间（北京时间 UTC+8）"


def test_a_title_that_no_sheet_may_have_is_made_one():
    long = "很" * 40
    assert as_sheet(title=f"月报[11]:{long}").sheetnames == [f"月报 11  {long}"[:31]]


def test_what_one_sheet_does_not_hold_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tables, "SHEET_ROWS", 3)
    book = as_sheet(*([n, n] for n in range(5)))
    assert book.sheetnames == ["表", "表（2）", "表（3）"]
    values = [row for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert values == [(n, n) for n in range(5)]
    assert {sheet["A1"].value for sheet in book} == {"一"}
