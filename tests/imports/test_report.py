"""The report opens in a spreadsheet as what it is: text, by the guard that exports have too."""

import csv
from pathlib import Path

import pytest

from api.files.exports.tables import csv_text
from api.files.imports.report import Remark, Report

pytestmark = pytest.mark.finding("C8")

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\t=1",
    "\u3000=1",
    "\r=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_compute_is_told_as_text(tmp_path: Path, text: str):
    with Report(tmp_path / "a.csv") as report:
        report.write(Remark(1, text, text))
    assert report.path is not None
    with report.path.open(encoding="utf-8-sig", newline="") as file:
        [_, (_, case, reason)] = list(csv.reader(file))
    assert case == reason == f"'{text}" == csv_text(text)


@pytest.mark.parametrize("text", ["A-1", "1=1", "a@b", "it has no time", "'yesterday' is no time"])
def test_any_other_text_is_told_as_it_is(text: str):
    assert csv_text(text) == text
