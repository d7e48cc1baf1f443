"""An import tells what it did with every row (DOMAIN 17.27): taken, refused, joined, or blank."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from api.files.imports import import_file, load_mapping
from api.files.imports.reading import FileRow, open_table
from casework.application import Casework
from tests.imports.telling import HEAD, history, mapping_file, report

LINES = "no,at,what\n"
D = "2022-04-01T08:00:00+08:00"


def read(folder: Path, text: str | bytes, head: str = HEAD) -> tuple[list[FileRow], list[int]]:
    """The rows of a table, and its accounts: header, records, joined and blank lines."""
    raw = text if isinstance(text, bytes) else text.encode()
    (file := folder / "table.csv").write_bytes(raw)
    opened = open_table(file, load_mapping(str(mapping_file(folder, head))))
    rows = list(opened.rows(("no", "at", "what")))
    a = opened.accounts
    assert a.lines == len(raw.decode("utf-8-sig").replace("\r\n", "\n").splitlines())
    return rows, [a.header, a.records, a.joined, a.blank]


def numbers(rows: list[FileRow]) -> list[object]:
    return [row.cells.get("no") for row in rows if not row.problem]


def problems(rows: list[FileRow]) -> list[tuple[int, str | None]]:
    return [(row.line, row.problem) for row in rows if row.problem]


STRAY = "no end of the cell that begins at line {}: a quote is too many"
SWALLOWED = "the cell that begins at line {} holds whole rows: a quote is too many"


@pytest.mark.finding("B4")
def test_a_stray_quote_costs_its_own_row_and_no_other(tmp_path: Path) -> None:
    text = LINES + f'D1,{D},"water,\nD2,{D},lamp\nD3,{D},lamp\nD4,{D},"door\n'
    rows, accounts = read(tmp_path, text)
    assert numbers(rows) == ["D2", "D3"]
    assert problems(rows) == [(2, STRAY.format(2)), (5, STRAY.format(5))]
    assert accounts == [1, 4, 0, 0]


@pytest.mark.finding("B4")
def test_a_quote_that_is_never_closed_costs_its_own_row(tmp_path: Path) -> None:
    text = LINES + f'D5,{D},lamp\nD6,{D},"water\nD7,{D},lamp\nD8,{D},lamp\n'
    rows, _ = read(tmp_path, text)
    assert numbers(rows) == ["D5", "D7", "D8"]
    assert problems(rows) == [(3, STRAY.format(3))]


@pytest.mark.finding("B4")
def test_two_stray_quotes_that_happen_to_match_swallow_no_rows(tmp_path: Path) -> None:
    text = LINES + f'D1,{D},"water\nD2,{D},lamp\nD3,{D},lamp"\nD4,{D},door\n'
    rows, _ = read(tmp_path, text)
    assert problems(rows) == [(2, SWALLOWED.format(2))]
    assert numbers(rows) == ["D2", "D3", "D4"]


@pytest.mark.finding("B4")
def test_the_line_is_that_where_the_cell_began(tmp_path: Path) -> None:
    head = "no,note,at,what\n"
    text = head + f'D1,"one\ntwo",{D},"water\nD2,x,{D},"lamp"\nD3,x,{D},door\n'
    rows, accounts = read(tmp_path, text)
    assert problems(rows) == [(2, STRAY.format(3))]
    assert numbers(rows) == ["D2", "D3"]
    assert accounts == [1, 3, 1, 0]


@pytest.mark.finding("B4")
def test_a_cell_of_several_lines_of_prose_is_whole(tmp_path: Path) -> None:
    prose = "first, second\nthird, fourth, fifth\n\nin 2022, on 3 days, twice"
    rows, accounts = read(tmp_path, LINES + f'D1,{D},"{prose}"\n\nD2,{D},"a ""b"" c"\n')
    assert problems(rows) == []
    assert [row.cells["what"] for row in rows] == [prose, 'a "b" c']
    assert accounts == [1, 2, 3, 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_line_ending_and_a_mark_are_read(tmp_path: Path, end: str, mark: str) -> None:
    text = (mark + LINES + f"D1,{D},x\n\nD2,{D},y\n").replace("\n", end)
    rows, accounts = read(tmp_path, text)
    assert numbers(rows) == ["D1", "D2"]
    assert accounts == [1, 2, 0, 1]


@pytest.mark.finding("B15")
def test_the_header_may_stand_below_rows_of_a_title(tmp_path: Path) -> None:
    text = f'工单汇总表（2022年7月）,,\n制表单位："某中心",,\nno,at,what\nH1,{D},lamp\n'
    head = HEAD.replace("[case]", "[file]\nheader = 3\n[case]")
    rows, accounts = read(tmp_path, text, head)
    assert (numbers(rows), [row.line for row in rows]) == (["H1"], [4])
    assert accounts == [3, 1, 0, 0]


@pytest.mark.finding("B5")
@pytest.mark.parametrize("number", ["2.02211E+16", "1.39042E+10", "6.2E+18"])
def test_a_number_that_a_spreadsheet_shortened_is_refused(tmp_path: Path, number: str) -> None:
    rows, _ = read(tmp_path, LINES + f"{number},{D},x\nD1,{D},x\n")
    assert numbers(rows) == ["D1"]
    [(line, problem)] = problems(rows)
    assert (line, f"its cell no is {number}: a number of more than 15 digits" in problem) == (
        2,
        True,
    )


@pytest.mark.finding("B4", "B5", "B15")
def test_the_summary_leaves_no_line_out(
    open_city: Casework,
    mapping: str,
    table: Callable[[str], Path],
) -> None:
    file = table(
        '1,2020-01-01,"two\nlines"\n'
        "\n"
        '2,2020-01-01,"stray\n'
        "3,yesterday,x\n"
        ",2020-01-01,x\n"
        "1,2020-01-02,x\n"
        "4,2020-01-02\n"
        "5,2020-01-02,x\n"
    )
    console = Console(file=StringIO())
    imported = import_file(open_city, file, load_mapping(mapping), console)
    assert (imported.rows, imported.taken, imported.refused_rows) == (7, 3, 4)
    a = imported.accounts
    assert (a.lines, a.header, a.joined, a.blank) == (10, 1, 1, 1)
    assert a.lines == a.header + imported.taken + imported.refused_rows + a.joined + a.blank
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "10 lines = 1 to the header + 3 rows taken + 4 refused + 1 joined" in said
    again = import_file(open_city, file, load_mapping(mapping), console)
    assert (again.already_there, again.taken, again.refused_rows) == (2, 3, 4)


@pytest.mark.finding("B4")
def test_the_rows_of_a_refused_case_are_refused(
    open_city: Casework,
    mapping: str,
    table: Callable[[str], Path],
) -> None:
    chosen, console = load_mapping(mapping), Console(file=StringIO())
    import_file(open_city, table("1,2020-01-01,x\n1,2020-01-02,x\n"), chosen, console)
    other = table("1,2020-01-01,other\n1,2020-01-02,x\n2,2020-01-02,x\n")
    imported = import_file(open_city, other, chosen, console)
    assert (imported.refused_cases, imported.refused_rows, imported.taken) == (1, 2, 1)
    assert report(other)[1][2] == "the case was imported before, with another history"


TWICE = "no,at,what,what,done\n1,2020-01-01,first,second,\n"


@pytest.mark.finding("B15")
@pytest.mark.parametrize(("name", "title"), [("what#1", "first"), ("what#2", "second")])
def test_of_two_columns_of_one_name_either_may_be_meant(
    tmp_path: Path, name: str, title: str
) -> None:
    told, remarks = history(tmp_path, HEAD.replace("{what}", f"{{{name}}}"), TWICE)
    assert (told["1"][0].fact.title, remarks) == (title, [])  # type: ignore[attr-defined]


@pytest.mark.finding("B15")
def test_a_third_of_two_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="it has no column what#3"):
        history(tmp_path, HEAD.replace("{what}", "{what#3}"), TWICE)
    with pytest.raises(Exception, match=r"two columns what: say which, \{what#1\} or \{what#2\}"):
        history(tmp_path, HEAD, TWICE)
