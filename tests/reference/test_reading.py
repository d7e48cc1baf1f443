"""Directory files as an office keeps them, and files with something wrong in them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from api.files.imports.errors import ImportRefused
from api.files.reference import ReadEntries, read_files
from api.files.reference.sheets import SHEETS
from casework.directory.directory import Directory
from casework.directory.events import ENTRIES, AreaRegistered, UnitRegistered
from tests.casework.test_directory import SUMMER, area, directory, unit

README = Path(__file__).parents[2] / "src/api/files/reference/README.md"
SQUARE = [[123.0, 41.0], [124.0, 41.0], [124.0, 42.0], [123.0, 41.0]]


def read(*files: Path, on: Directory | None = None) -> ReadEntries:
    return read_files(files, on or Directory(), SUMMER)


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    (file := folder / name).write_text(text, encoding=encoding)
    return file


def only(reading: ReadEntries) -> Any:
    [(_, fact)] = reading.entries
    return fact


def refusal(*files: Path, on: Directory | None = None) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(*files, on=on)
    return str(refused.value)


def shapes(folder: Path, *features: Any) -> Path:
    page = {"type": "FeatureCollection", "features": list(features)}
    return written(folder, "grids.geojson", json.dumps(page))


def feature(code: Any = "11", kind: str = "Polygon", coordinates: Any = None) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def test_a_csv_file_is_one_sheet_named_by_the_file(tmp_path: Path):
    file = written(tmp_path, "areas.csv", "code,name,level\n1,灯塔市,city\n11,烟台街道,street\n")
    reading = read(file)
    assert [stream for stream, _ in reading.entries] == ["area/1", "area/11"]
    assert reading.origins == ["areas.csv row 2", "areas.csv row 3"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_headers_and_words_may_be_chinese(tmp_path: Path, encoding: str):
    text = "编码,名称,类型,责任区域,可主办,职责清单\nU-1,幸福社区,社区,11；12,是,01;0203\n"
    fact = only(read(written(tmp_path, "单位.csv", text, encoding)))
    assert fact == unit("幸福社区", "community", areas=("11", "12"), duties=("01", "0203"))


def test_a_workbook_has_a_sheet_for_each_kind(tmp_path: Path):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "使用说明"
    for name, rows in {
        "区域": [["code", "name", "level", "parent"], [211081, "灯塔市", "市", 2110]],
        "people": [
            ["编号", "姓名", "岗位", "区域", "自"],
            ["P1", "李敏", "grid_worker", 211081, datetime(2026, 1, 1)],
        ],
        "党组织": [["code", "name", "level"], ["B1", "党工委", "街道党工委"]],
    }.items():
        for row in [book.create_sheet(name), *rows][1:]:
            book[name].append(row)
    book.save(file := tmp_path / "directory.xlsx")
    reading = read(file)
    assert [s for s, _ in reading.entries] == ["area/211081", "person/P1", "body/B1"]
    assert reading.origins[1] == "directory.xlsx sheet people row 2"
    assert reading.passed_over == ["directory.xlsx sheet 使用说明"]


def test_days_are_days_in_china_and_the_last_one_is_included(tmp_path: Path):
    header = "code,name,kind,valid_from,valid_to\n"
    fact = only(read(written(tmp_path, "units.csv", header + "U,局,部门,2026/1/1,2026-06-30\n")))
    assert fact.valid_from == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert fact.valid_to == datetime(2026, 6, 30, 16, tzinfo=UTC)


def test_an_instant_is_what_it_says(tmp_path: Path):
    header = "code,name,kind,valid_to\n"
    file = written(tmp_path, "units.csv", header + "U,局,部门,2026-06-30T08:00+08:00\n")
    assert only(read(file)).valid_to == datetime(2026, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(("kind", "leads"), [("部门", True), ("四队", True), ("物业", False)])
def test_a_helper_leads_nothing_unless_the_file_says_so(tmp_path: Path, kind: str, leads: bool):
    file = written(tmp_path, "units.csv", f"code,name,kind,may_lead\nU,甲,{kind},\n")
    assert only(read(file)).may_lead is leads
    file = written(tmp_path, "units.csv", f"code,name,kind,may_lead\nU,甲,{kind},yes\n")
    assert only(read(file)).may_lead is True


def test_what_lies_above_a_city_is_left_out(tmp_path: Path):
    file = written(tmp_path, "areas.csv", "code,name,level,parent_code\n211081,灯塔市,县级,2110\n")
    assert only(read(file)) == area("灯塔市", "city")


def test_a_column_that_is_not_there_leaves_what_stands_and_an_empty_cell_does_not(tmp_path: Path):
    stands = area("烟台街道", aliases=("站前",), shape=(((0.0, 0.0),),))
    on = directory(("area/11", stands))
    name_only = written(tmp_path, "areas.csv", "code,name\n11,新街道\n")
    assert only(read(name_only, on=on)) == area("新街道", aliases=("站前",), shape=stands.shape)
    emptied = written(tmp_path, "areas.csv", "code,name,aliases\n11,新街道,\n")
    assert only(read(emptied, on=on)) == area("新街道", shape=stands.shape)


def test_shapes_go_to_the_areas_of_the_files_or_of_the_city(tmp_path: Path):
    areas = written(tmp_path, "areas.csv", "code,name,level\n12,古城街道,street\n")
    file = shapes(tmp_path, feature(11), feature("12", "MultiPolygon", [[SQUARE], [SQUARE]]))
    reading = read(areas, file, on=directory(("area/11", area(aliases=("站前",)))))
    facts: dict[str, Any] = dict(reading.entries)
    assert facts["area/11"].aliases == ("站前",)
    assert (len(facts["area/11"].shape), len(facts["area/12"].shape)) == (1, 2)
    assert (facts["area/11"].parts, facts["area/12"].parts) == ((1,), (1, 1))
    assert reading.origins == ["areas.csv row 2", "grids.geojson feature 1"]


@pytest.mark.finding("B12")
def test_features_of_one_code_are_the_parts_of_one_area(tmp_path: Path):
    file = shapes(tmp_path, feature("11"), feature("11", "Polygon", [SQUARE, SQUARE]))
    fact = only(read(file, on=directory(("area/11", area()))))
    assert (len(fact.shape), fact.parts) == (3, (1, 2))


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (feature("99"), "feature 1: there is no area 99"),
        (feature(None), "feature 1: it has no property code"),
        (feature("11", "Point", [1, 2]), "feature 1: its geometry is no Polygon"),
        (feature("11", "Polygon", [[["x", 1]]]), "feature 1: its coordinates are no rings"),
        (feature("11", "Polygon", [[{}]]), "feature 1: its coordinates are no rings"),
        ("nonsense", "feature 1: it has no property code"),
        ({"properties": {"code": "11"}, "geometry": []}, "feature 1: its geometry is no Polygon"),
    ],
)
def test_a_bad_feature_is_told_by_its_number(tmp_path: Path, bad: Any, said: str):
    assert said in refusal(shapes(tmp_path, bad), on=directory(("area/11", area())))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "it is no JSON: line 1"),
        ("[]", "it is no FeatureCollection"),
        ('{"features": 1}', "it is no FeatureCollection"),
    ],
)
def test_a_file_that_is_no_geojson_is_refused(tmp_path: Path, text: str, said: str):
    assert said in refusal(written(tmp_path, "a.geojson", text))


def test_every_bad_cell_is_told_with_file_row_and_column(tmp_path: Path):
    units = "编码,名称,类型,可主办,失效时间\nU-1,,部门,也许,\n,甲局,部门,,\nU-3,乙局,部门,,昨天\n"
    people = "code,name,post,area\nP1,李敏,,11\nP2,李,x\n"
    said = refusal(written(tmp_path, "units.csv", units), written(tmp_path, "people.csv", people))
    for line in (
        "units.csv row 2, column 可主办: '也许' is neither yes (是) nor no (否)",
        "units.csv row 3: it has no code",
        "units.csv row 4, column 失效时间: '昨天' is no time like",
        "people.csv row 2: it has no post (职务)",
        "people.csv row 3: it has 3 cells, the header has 4",
    ):
        assert line in said


def test_a_sheet_of_a_workbook_is_named_with_its_bad_cell(tmp_path: Path):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "单位"
    for row in (["编码", "名称", "类型"], ["U-1", datetime(2026, 1, 1), "部门"]):
        book.worksheets[0].append(row)
    book.save(file := tmp_path / "a.xlsx")
    assert "a.xlsx sheet 单位 row 2, column 名称: it is a date" in refusal(file)


def test_a_code_that_a_spreadsheet_has_rounded_is_refused(tmp_path: Path):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "areas"
    for row in (["code", "name", "level"], [21108100100100101, "第1微网格", "micro_grid"]):
        book.worksheets[0].append(row)
    book.save(file := tmp_path / "a.xlsx")
    assert "sheet areas, row 2, column 1: a number of more than 15 digits" in refusal(file)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("things.csv", "code\n1\n", "its name does not say what is in it"),
        ("units.csv", "code,name,knd\nU,甲,x\n", "there is no column knd; known are code (代码)"),
        ("units.csv", "code,编码,name\nU,U,甲\n", "two columns mean code: 编码 is one"),
        ("units.csv", "name,kind\n甲,x\n", "it has no column code"),
        ("units.csv", "", "it is empty"),
        ("units.xlsx", "code\n1\n", "it is no whole workbook"),
    ],
)
def test_a_file_that_is_not_what_it_should_be(tmp_path: Path, name: str, text: str, said: str):
    assert said in refusal(written(tmp_path, name, text))


def test_a_workbook_without_a_known_sheet_is_refused(tmp_path: Path):
    openpyxl.Workbook().save(file := tmp_path / "a.xlsx")
    assert "it has no sheet named areas (区域), units (单位)" in refusal(file)


def test_a_missing_file_does_not_hide_the_problems_of_the_others(tmp_path: Path):
    said = refusal(tmp_path / "none.csv", written(tmp_path, "units.csv", "code,name\nU,甲\n"))
    assert "none.csv: there is no such file" in said
    assert "units.csv row 2: it has no kind (类型)" in said


def test_remarks_are_passed_over_with_their_commas(tmp_path: Path):
    text = "code,name,level,备注\n11,烟台街道,街道,2022,未核实\n"
    assert only(read(written(tmp_path, "areas.csv", text))) == area()


def test_the_areas_of_the_real_city_are_read():
    file = Path(__file__).parents[3] / "shared" / "data" / "dengta-areas.csv"
    if not file.is_file():
        pytest.skip("the real records are not here: shared/data/dengta-areas.csv")
    facts = [fact for _, fact in read(file).entries if isinstance(fact, AreaRegistered)]
    counts = {level: sum(f.level == level for f in facts) for level in ("street", "community")}
    assert (len(facts), counts) == (83, {"street": 14, "community": 68})


def test_every_field_of_a_registration_has_a_column_but_its_shape():
    for sheet in SHEETS:
        fields = set(ENTRIES[sheet.kind].__struct_fields__)
        assert fields - set(sheet.columns) <= {"shape", "parts"}
        assert set(sheet.columns) - fields == {"code"}
    assert set(UnitRegistered.__struct_fields__) < set(SHEETS[1].columns)


def test_every_column_stands_in_the_readme():
    text = README.read_text(encoding="utf-8")
    for sheet in SHEETS:
        for field, (_, names) in sheet.columns.items():
            assert f"`{field}`" in text
            assert all(name in text for name in names), (field, names)
