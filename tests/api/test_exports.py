"""Exports over HTTP: who may take which list away (DOMAIN 10), and what is in it."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.api.conftest import Site
from tests.api.test_lists import pages
from tests.api.test_refusals import problem

PATH = "/v1/exports/appeals"
ALL = ("operator", "duty", "supervisor", "auditor")
OWN_UNIT = ("gr", "gr-head", "ga")
NONE = ("collector", "callback", "officer", "arbiter", "resident", "admin")
UNITS = {"gr": "U-GR", "gr-head": "U-GR", "ga": "U-GA"}


@pytest.fixture(scope="module")
def stocked(site: Site) -> Site:
    for until in ("", "dispatch", "close"):
        site.live(until, title="=1+1 导出", channel="mailbox")
    site.get("operator", "/v1/tracking", after=site.position(), limit=1)
    return site


def exported(site: Site, who: str, **params: object) -> list[dict[str, str]]:
    answer = site.get(who, PATH, **params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("who", ALL)
def test_who_reads_all_exports_all(stocked: Site, who: str):
    listed = {item["appeal_no"] for item in pages(stocked, "operator", limit=200)}
    assert {row["诉求编号"] for row in exported(stocked, who)} == listed


@pytest.mark.parametrize("who", OWN_UNIT)
def test_a_unit_exports_its_own(stocked: Site, who: str):
    listed = {item["appeal_no"] for item in pages(stocked, who, limit=200)}
    assert {row["诉求编号"] for row in exported(stocked, who)} == listed
    assert listed or who == "ga"


@pytest.mark.parametrize("who", NONE)
def test_nobody_else_exports(stocked: Site, who: str):
    problem(stocked.get(who, PATH), 403, "OutsideScope")


def test_a_unit_may_not_ask_for_another(stocked: Site):
    problem(stocked.get("gr", PATH, unit="U-GA"), 403, "OutsideScope")


def test_the_claimant_is_masked_even_for_who_took_the_appeal_in(stocked: Site):
    answer = stocked.get("operator", PATH, channel="mailbox")
    assert "王**" in answer.text
    assert "王秀兰" not in answer.text
    assert "13904190001" not in answer.text


def test_filters_are_those_of_the_list(stocked: Site):
    listed = [i["appeal_no"] for i in pages(stocked, "operator", status="open", channel="mailbox")]
    found = exported(stocked, "operator", status="open", channel="mailbox")
    assert {row["诉求编号"] for row in found} == set(listed)
    problem(stocked.get("operator", PATH, format="pdf"), 400, "Malformed")


def test_a_title_that_is_a_formula_is_told_as_a_text(stocked: Site):
    rows = exported(stocked, "operator", channel="mailbox")
    assert {row["标题"] for row in rows} == {"'=1+1 导出"}
    answer = stocked.get("operator", PATH, channel="mailbox", format="xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [(c.data_type, c.value) for c in sheet["C"][1:]] == [("s", "=1+1 导出")] * 3


def test_an_empty_list_is_a_file_with_headings(stocked: Site):
    assert exported(stocked, "operator", q="没有这样的标题") == []
    answer = stocked.get("operator", PATH, q="没有这样的标题", format="xlsx")
    assert load_workbook(BytesIO(answer.content)).active.max_row == 1
    assert answer.headers["content-disposition"].endswith('.xlsx"')
