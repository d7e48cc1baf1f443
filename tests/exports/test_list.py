"""The list of appeals as a file: every appeal once, claimants masked, times with their zone."""

import csv
from contextlib import closing
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.files.exports.appeals import HEADINGS, PAGE, SHEET_HEADINGS
from tests.conftest import City
from tests.exports.conftest import Export, assert_nothing_personal

pytestmark = pytest.mark.slow


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def rows(export: Export) -> list[dict[str, str]]:
    return rows_of(export("list", "all.csv"))


def test_every_appeal_is_there_once_in_the_order_of_collection(
    rows: list[dict[str, str]], year: City
):
    numbers = year.query(
        "SELECT appeal_no FROM {city}_tracking.tracking ORDER BY collected_at, appeal_no"
    )
    assert [row["诉求编号"] for row in rows] == [number for (number,) in numbers]
    assert len(rows) > 2 * PAGE


def test_times_say_their_zone(rows: list[dict[str, str]], year: City):
    shown = dict(year.query("SELECT appeal_no, collected_at FROM {city}_tracking.tracking"))
    for row in rows:
        assert row["采集时间"].endswith("+08:00")
        assert datetime.fromisoformat(row["采集时间"]) == shown[row["诉求编号"]]


def test_claimants_are_masked(rows: list[dict[str, str]]):
    assert {row["诉求人"][1:].strip("*") for row in rows} == {""}
    assert all("****" in row["电话"] or row["电话"] == "—" for row in rows)


def test_nothing_personal_is_in_it(export: Export, secrets: set[str]):
    names = {secret for secret in secrets if len(secret) > 1}
    assert_nothing_personal(export("list", "all.csv").read_text("utf-8-sig"), names)


def test_filters_narrow_as_those_of_tracking_do(export: Export, year: City):
    found = rows_of(export("list", "part.csv", "--status", "closed", "--unit", "U-GA"))
    [(count,)] = year.query(
        "SELECT count(*) FROM {city}_tracking.tracking"
        " WHERE status = 'closed' AND lead_unit = 'U-GA'"
    )
    assert len(found) == count > 0
    late = rows_of(export("list", "late.csv", "--overdue"))
    assert {row["是否超期"] for row in late} == {"是"}


def test_the_workbook_holds_the_same_with_real_dates(export: Export, rows: list[dict[str, str]]):
    with closing(load_workbook(export("list", "all.xlsx"), read_only=True)) as book:
        head, *cells = book.active.iter_rows(values_only=True)
    assert head == SHEET_HEADINGS
    assert len(cells) == len(rows)
    at = HEADINGS.index("采集时间")
    assert head[at] == "采集时间（北京时间 UTC+8）"
    first = datetime.fromisoformat(rows[0]["采集时间"]).replace(tzinfo=None)
    assert abs((cells[0][at] - first).total_seconds()) < 1
