"""Files as other programs write them, and files that are not what they seem."""

from datetime import datetime
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from api.files.imports import FileRefused, load_mapping
from api.files.imports.reading import FileRow, open_table
from tests.imports.conftest import real_file
from tests.imports.telling import HEAD, mapping_file

TABLE = "no,at,what\n1,2020-01-01,暖气不热，请处理\n2,2020-01-02,道路积水\n"
READ = [("1", "2020-01-01", "暖气不热，请处理"), ("2", "2020-01-02", "道路积水")]


def rows(file: Path, head: str = HEAD) -> list[FileRow]:
    mapping = load_mapping(str(mapping_file(file.parent, head)))
    return list(open_table(file, mapping).rows(("no", "at", "what")))


def cells(file: Path, head: str = HEAD) -> list[tuple[object, ...]]:
    return [tuple(row.cells.values()) for row in rows(file, head)]


def written(folder: Path, content: bytes, name: str = "table.csv") -> Path:
    (file := folder / name).write_bytes(content)
    return file


def refusal(file: Path, head: str = HEAD) -> str:
    with pytest.raises(FileRefused) as refused:
        rows(file, head)
    assert str(file) in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "gb2312"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert cells(written(tmp_path, TABLE.encode(encoding))) == READ


@pytest.mark.parametrize("name", ["taidi-replied-120.csv", "taidi-labelled-495.csv"])
def test_a_real_file_in_gb18030_reads_as_in_utf8(tmp_path: Path, name: str) -> None:
    mapping = load_mapping(name.rpartition("-")[0])
    original = real_file(name)
    text = original.read_text("utf-8-sig")
    other = written(tmp_path, text.encode("gb18030"), name)
    names = [column for [column, *_] in mapping.columns]
    assert list(open_table(other, mapping).rows(names)) == list(
        open_table(original, mapping).rows(names)
    )


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    said = refusal(written(tmp_path, "no,at,what\n1,2020-01-01,café à la crème\n".encode("cp1252")))
    assert "no known encoding: not UTF-8 (see byte 27) and not GB18030" in said
    assert "[file] encoding" in said


def test_chinese_of_another_encoding_is_not_read_as_this_one(tmp_path: Path) -> None:
    text = "no,at,what\n" + "1,2020-01-01,我們這裡的道路積水嚴重，請儘快處理，謝謝。\n" * 50
    assert "no known encoding" in refusal(written(tmp_path, text.encode("big5")))


def test_utf16_without_a_mark_is_refused(tmp_path: Path) -> None:
    assert "zero bytes" in refusal(written(tmp_path, TABLE.encode("utf-16-le")))


def test_a_broken_byte_far_down_is_refused_with_its_place(tmp_path: Path) -> None:
    content = TABLE.encode() + b"3,2020-01-03,x\n" * 200_000
    said = refusal(written(tmp_path, content + b"4,2020-01-03,\xff\n"))
    assert f"see byte {len(content) + 13}" in said


def test_the_mapping_may_name_the_encoding(tmp_path: Path) -> None:
    head = HEAD.replace("[case]", '[file]\nencoding = "cp1252"\n[case]')
    file = written(tmp_path, "no,at,what\n1,2020-01-01,café\n".encode("cp1252"))
    assert cells(file, head) == [("1", "2020-01-01", "café")]
    wrong = written(tmp_path, TABLE.encode("gb18030"))
    assert "it is not utf-8 throughout" in refusal(wrong, head.replace("cp1252", "utf-8"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_shows_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    assert cells(written(tmp_path, TABLE.replace(",", delimiter).encode())) == READ


def test_rows_keep_the_numbers_of_the_file(tmp_path: Path) -> None:
    content = b'\nno,at,what\n1,2020,"one\ntwo"\n\n2,2020,x\n3,2020\n4,2020,x,\n5,2020,x,y\n'
    found = rows(written(tmp_path, content))
    assert [(row.number, row.problem) for row in found] == [
        (1, None),
        (3, None),
        (4, "it has 2 cells, the header has 3"),
        (5, None),
        (6, "it has 4 cells, the header has 3"),
    ]


def test_an_open_quote_costs_what_it_swallows_and_no_more(tmp_path: Path) -> None:
    swallowed = b'2,2020,"never closed\n' + b"3,2020,swallowed\n" * 70_000
    content = b"no,at,what\n1,2020,x\n" + swallowed + b"9,2020,x\n"
    found = rows(written(tmp_path, content))
    assert found[1].problem == ("no end of the cell that begins at line 3: a quote is too many")
    assert found[-1].cells["no"] == "9"


def test_a_workbook_gives_true_dates_and_whole_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for values in (
        [],
        ["no", "at", "what"],
        [24, datetime(2020, 1, 2, 3, 4, 5), "text "],
        [],
        ["0045", "2020/1/2", True],
        [2.5, None, "?"],
    ):
        sheet.append(values)
    book.save(tmp_path / "table.xlsx")
    found = rows(tmp_path / "table.xlsx", 'missing = ["?"]' + HEAD)
    assert [(row.number, *row.cells.values()) for row in found] == [
        (1, "24", datetime(2020, 1, 2, 3, 4, 5), "text"),
        (3, "0045", "2020/1/2", "true"),
        (4, "2.5", None, None),
    ]


def test_the_mapping_may_name_the_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    other = book.create_sheet("诉求")
    other.append(["no", "at", "what"])
    other.append([1, "2020", "x"])
    book.save(file := tmp_path / "table.xlsx")
    head = HEAD.replace("[case]", '[file]\nsheet = "诉求"\n[case]')
    assert cells(file, head) == [("1", "2020", "x")]
    assert "its sheet Sheet is empty" in refusal(file)
    assert "it has no sheet 诉" in refusal(file, head.replace("诉求", "诉"))


def test_files_that_are_not_what_they_seem_are_refused(tmp_path: Path) -> None:
    workbook = real_file("taidi-replied-120.xlsx").read_bytes()
    assert "there is no such file" in refusal(tmp_path / "none.csv")
    assert "it is a folder" in refusal(tmp_path)
    assert "it is empty" in refusal(written(tmp_path, b""))
    assert "it is empty" in refusal(written(tmp_path, b"\n\n"))
    assert "named like a workbook" in refusal(written(tmp_path, TABLE.encode(), "a.xlsx"))
    assert "name it .xlsx" in refusal(written(tmp_path, workbook, "a.csv"))
    assert "no whole workbook" in refusal(written(tmp_path, workbook[:40_000], "a.xlsx"))


def test_a_missing_column_is_named_among_those_there(tmp_path: Path) -> None:
    said = refusal(written(tmp_path, b"no,when,what\n1,2020,x\n"))
    assert said.endswith("it has no column at; its columns are no, when, what")


def test_of_two_possible_columns_one_is_enough(tmp_path: Path) -> None:
    head = HEAD.replace('"{at}"', '"{at|when}"')
    assert len(rows(written(tmp_path, b"no,when,what\n1,2020,x\n"), head)) == 1
    assert "no column at or when" in refusal(written(tmp_path, b"no,date,what\n"), head)


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    assert "two columns what" in refusal(written(tmp_path, b"no,at,what,what\n1,2020,x,y\n"))
