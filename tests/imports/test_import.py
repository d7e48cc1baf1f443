"""An import as a whole: what is bad is refused alone, and what is there stays as it is."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from api.files.exports.tables import csv_text
from api.files.imports import ImportStopped, import_file, load_mapping
from casework.application import Casework
from tests.conftest import City
from tests.imports.conftest import bring_in
from tests.imports.telling import report


def test_a_bad_row_is_refused_alone(
    open_city: Casework, mapping: str, table: Callable[[str], Path]
) -> None:
    file = table(
        "1,2020-01-01,x\n"
        "1,yesterday,x\n"
        "1,2999-01-01,x\n"
        "1,1969-12-31,x\n"
        ",2020-01-01,x\n"
        "2,,x\n"
        "1,2020-01-02,x\n"
        "3,2020-01-02\n"
        "4,2020-01-02,x\n"
    )
    imported = bring_in(open_city, file, mapping)
    assert (imported.rows, imported.cases, imported.events) == (9, 2, 5)
    assert (imported.refused_rows, imported.refused_cases) == (6, 1)
    assert sorted(report(file)[1:]) == [
        ["2", "1", "'yesterday' is no time like iso"],
        ["3", "1", "its time 2998-12-31 16:00 lies in the future"],
        ["4", "1", "its time 1969-12-30 16:00 lies before 1970"],
        ["5", "", "it does not say which case it belongs to"],
        ["6", "2", "it has no time"],
        ["8", "", "it has 2 cells, the header has 3"],
    ]


def test_the_report_opens_in_a_spreadsheet(
    open_city: Casework, mapping: str, table: Callable[[str], Path]
) -> None:
    file = table("=1+1,yesterday,x\n")
    imported = bring_in(open_city, file, mapping)
    assert imported.report == file.with_name("table.csv.report.csv")
    assert imported.report.read_bytes().startswith(b"\xef\xbb\xbfrow,case,reason\r\n")
    assert report(file)[1][1] == "'=1+1"


@pytest.mark.finding("C8")
@pytest.mark.parametrize("case", ["=1+1", "＝1+1", " @SUM(A1)", "＋1", "-1+1"])
def test_the_report_guards_against_formulas_as_exports_do(
    open_city: Casework, mapping: str, table: Callable[[str], Path], case: str
) -> None:
    file = table(f'"{case}",yesterday,x\n')
    bring_in(open_city, file, mapping)
    [told] = [row[1] for row in report(file)[1:]]
    assert told == csv_text(case.strip()) != case.strip()


def test_a_report_of_an_earlier_import_is_removed(
    open_city: Casework, mapping: str, table: Callable[[str], Path]
) -> None:
    old = bring_in(open_city, table("1,yesterday,x\n"), mapping).report
    assert old
    assert old.exists()
    assert bring_in(open_city, table("1,2020-01-01,x\n"), mapping).report is None
    assert not old.exists()


def test_where_the_folder_is_not_writable_the_report_is_here(
    open_city: Casework, mapping: str, table: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = table("1,yesterday,x\n")
    file.with_name("table.csv.report.csv").mkdir()
    (here := file.parent / "here").mkdir()
    monkeypatch.chdir(here)
    console = Console(file=StringIO())
    imported = import_file(open_city, file, load_mapping(mapping), console)
    assert imported.report == here / "table.csv.report.csv"
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert f"see {imported.report} (its own folder is not writable)" in said


def test_rows_of_a_case_may_lie_apart(
    open_city: Casework, mapping: str, table: Callable[[str], Path]
) -> None:
    imported = bring_in(
        open_city, table("1,2020-01-01,x\n2,2020-01-01,x\n1,2020-01-02,x\n"), mapping
    )
    assert (imported.cases, imported.events) == (2, 5)


def test_a_case_with_another_history_is_refused_and_stays(
    open_city: Casework, module_city: City, mapping: str, table: Callable[[str], Path]
) -> None:
    last = "SELECT max(notification_id) FROM {city}.events"
    bring_in(open_city, table("1,2020-01-01,x\n"), mapping)
    before = module_city.query(last)
    file = table("1,2020-01-01,y\n")
    imported = bring_in(open_city, file, mapping)
    assert (imported.cases, imported.already_there, imported.refused_cases) == (0, 0, 1)
    assert module_city.query(last) == before
    assert report(file)[1] == ["1", "1", "the case was imported before, with another history"]


def test_a_table_without_rows_imports_nothing(
    open_city: Casework, mapping: str, table: Callable[[str], Path]
) -> None:
    imported = bring_in(open_city, table(""), mapping)
    assert (imported.rows, imported.cases, imported.report) == (0, 0, None)


def test_text_that_a_database_cannot_hold_is_cleaned(
    open_city: Casework, module_city: City, mapping: str, table: Callable[[str], Path]
) -> None:
    imported = bring_in(open_city, table("a\x00b,2020-01-01,x\x00y\x1b\n"), mapping)
    assert imported.cases == 1
    assert module_city.project()
    titles = module_city.query(
        "SELECT title FROM {city}_tracking.tracking WHERE external_no = 'ab'"
    )
    assert titles == [("xy",)]


def test_an_import_stops_when_the_database_is_away(
    new_city: Callable[[], City],
    mapping: str,
    table: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("api.files.imports.running.PATIENCE_SECONDS", 0.0)
    city = new_city()
    away = city.database.app_url.replace("127.0.0.1", "127.0.0.2")
    import msgspec

    nowhere = msgspec.structs.replace(city.database, app_url=away)
    with (
        Casework(city.settings, nowhere, city.vault) as casework,
        pytest.raises(ImportStopped, match="Run the same import again"),
    ):
        bring_in(casework, table("1,2020-01-01,x\n"), mapping)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_summary_ends_it(
    open_city: Casework, mapping: str, table: Callable[[str], Path], *, terminal: bool
) -> None:
    console = Console(file=StringIO(), force_terminal=terminal, width=200)
    rows = "".join(f"{n},2020-01-01,x\n" for n in range(1_000))
    import_file(open_city, table(rows + "1,soon,x\n"), load_mapping(mapping), console)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "table.csv: 1,001 rows, 1,000 cases imported, 0 already there" in said
    assert "2,000 events in " in said
    assert "appeal.collected 1,000, note.added 1,000\n" in said
    assert "1 rows and 0 cases refused, 0 rows not whole: see " in said
