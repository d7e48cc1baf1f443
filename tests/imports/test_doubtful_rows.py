"""Rows that could be misread without anybody noticing: refused, or remarked on."""

from pathlib import Path

import pytest

from api.files.imports.report import Remark
from tests.imports.telling import HEAD, history

LINES = "no,at,what\n"
CLAIMED = HEAD.replace(
    'title = "{what}"',
    'title = "{what}"\nclaimant_name = "{who}"\nclaimant_phone = "{phone}"\naddress = "{where}"',
)


def reasons(remarks: list[Remark]) -> list[tuple[int, bool, str]]:
    return [(remark.row, remark.refused, remark.reason) for remark in remarks]


TWO_FORMATS = HEAD.replace(
    "[case]", '[time]\nformats = ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"]\n[case]'
)


@pytest.mark.finding("B13")
def test_a_time_that_two_formats_read_differently_is_refused(tmp_path: Path) -> None:
    rows = "1,31/12/2021 08:00,x\n2,12/31/2021 08:00,x\n3,12/01/2021 08:00,x\n4,5/5/2021 08:00,x\n"
    told, remarks = history(tmp_path, TWO_FORMATS, LINES + rows)
    assert set(told) == {"1", "2", "4"}
    said = "can be read as 2021-01-12 08:00 and as 2021-12-01 08:00"
    assert [r.refused and said in r.reason for r in remarks] == [True]


@pytest.mark.finding("B14")
def test_a_fact_whose_time_is_empty_is_left_out_and_said(tmp_path: Path) -> None:
    rule = '[[facts]]\nfact = "progress"\nrow = "each"\nat = "{updated}"\ntext = "{state}"\n'
    rows = "1,2020-01-01,x,,busy\n2,2020-01-01,x,2020-01-02,busy\n3,2020-01-01,x,soon,busy\n"
    told, remarks = history(tmp_path, HEAD + rule, f"no,at,what,updated,state\n{rows}")
    assert {case: len(facts) for case, facts in told.items()} == {"1": 1, "2": 2}
    assert reasons(remarks) == [
        (1, False, "facts 2 (progress) was left out, for its time {updated} is empty"),
        (3, True, "'soon' is no time like iso"),
    ]


@pytest.mark.finding("B14")
def test_without_the_time_of_its_collection_a_case_is_none(tmp_path: Path) -> None:
    head = HEAD + 'at = "{opened}"\n'
    told, [remark] = history(tmp_path, head, "no,at,what,opened\n1,2020-01-01,x,\n")
    assert (told, remark.refused, remark.reason) == ({}, True, "it has no time")


@pytest.mark.finding("B5")
def test_rows_of_one_case_that_contradict_each_other_are_remarked_on(tmp_path: Path) -> None:
    rows = "1,2020-01-01,lamp,Li,1,\n1,2020-01-02,ＬＡＭＰ,Li,1,\n1,2020-01-03,water,Wu,,\n"
    told, remarks = history(tmp_path, CLAIMED, f"no,at,what,who,phone,where\n{rows}")
    assert told["1"][0].fact.title == "lamp"  # type: ignore[attr-defined]
    assert [(r.row, r.refused, r.reason.split()[0]) for r in remarks if "another" in r.reason] == [
        (3, False, "title"),
        (3, False, "claimant_name"),
    ]


def test_a_number_written_in_two_ways_is_remarked_on(tmp_path: Path) -> None:
    told, remarks = history(tmp_path, HEAD, LINES + "A\x001,2020-01-01,x\nA1,2020-01-02,x\n")
    assert set(told) == {"A1"}
    assert "the number of its case is written in more than one way" in {r.reason for r in remarks}


@pytest.mark.finding("B13")
def test_a_row_that_steps_back_in_time_is_remarked_on(tmp_path: Path) -> None:
    note = '[[facts]]\nfact = "note"\nrow = "each"\ntext = "{what}"\n'
    rows = "1,2020-01-01,x\n1,2020-01-03,x\n1,2020-01-02,x\n1,2020-01-04,x\n"
    told, remarks = history(tmp_path, HEAD + note, LINES + rows)
    assert len(told["1"]) == 5
    assert reasons(remarks) == [(3, False, "its time lies before that of the row above it")]


@pytest.mark.finding("B13")
def test_a_file_that_is_written_newest_first_is_refused(tmp_path: Path) -> None:
    note = '[[facts]]\nfact = "note"\nrow = "each"\ntext = "{what}"\n'
    rows = "1,2020-01-03,x\n1,2020-01-03,x\n1,2020-01-02,x\n1,2020-01-01,x\n"
    told, remarks = history(tmp_path, HEAD + note, LINES + rows)
    assert told == {}
    assert {(r.refused, r.reason.partition(":")[0]) for r in remarks} == {
        (True, "the rows of its case run backwards in time")
    }
    by_time = HEAD.replace('time = "{at}"', 'time = "{at}"\nsort_by = "{at}"')
    told, remarks = history(tmp_path, by_time + note, LINES + rows)
    assert (len(told["1"]), remarks) == (5, [])
    as_it_is = HEAD.replace('time = "{at}"', 'time = "{at}"\norder = "file"')
    told, remarks = history(tmp_path, as_it_is + note, LINES + rows)
    assert (len(told["1"]), remarks) == (5, [])


NUMBERS = [
    "caller 139 0000 0001",
    "caller 139-0000-0001",
    "caller +8613900000001",
    "caller １３９０００００００１",
    "caller 一三九〇〇〇〇〇〇〇一",
    "caller ２１０１０２１９９００１０１１２３４",
    "caller 6222 0212 3456 7890 123",
]


@pytest.mark.finding("B10")
@pytest.mark.parametrize("title", NUMBERS)
def test_a_number_of_a_person_in_a_title_is_starred_out_and_said(tmp_path: Path, title: str):
    told, remarks = history(tmp_path, HEAD, f"{LINES}1,2020-01-01,{title}\n")
    assert told["1"][0].fact.title.replace("+", "") == "caller ***"  # type: ignore[attr-defined]
    said = "title held a number of a person, which was starred out"
    assert reasons(remarks) == [(1, False, said)]


@pytest.mark.finding("B10")
@pytest.mark.parametrize(
    ("title", "kept", "kind"),
    [
        ("张三丰家停水", "***家停水", "name"),
        ("张 三 丰家停水", "***家停水", "name"),
        ("(0419) 512 3456 无人接听", "(***无人接听", "phone number"),
        ("幸福小区３栋501漏水", "***漏水", "address"),
        ("停水", "停水", None),
    ],
)
def test_what_the_claimants_fields_hold_is_starred_out_of_public_texts(
    tmp_path: Path, title: str, kept: str, kind: str | None
):
    row = f"1,2020-01-01,{title},张三丰,0419-5123456,幸福小区3栋501\n"
    told, remarks = history(tmp_path, CLAIMED, f"no,at,what,who,phone,where\n{row}")
    assert told["1"][0].fact.title.replace(" ", "") == kept  # type: ignore[attr-defined]
    said = [] if kind is None else [f"title held the claimant's {kind}, which was starred out"]
    assert [remark.reason for remark in remarks] == said
