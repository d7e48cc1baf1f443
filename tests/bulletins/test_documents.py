"""A bulletin says the same in every form, and what it cannot say it does not call nought."""

import html
import os
import re
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from time import perf_counter
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from api.reports.bulletins.documents import Bulletin, docx, formats, page, pdf, xlsx
from api.reports.bulletins.documents.drafting import draft
from casework.figures.catalogue import FIGURES
from tests.bulletins import examples as x


def test_a_rate_is_rounded_half_up_from_the_exact_value():
    assert (
        formats.figure("rate", Fraction(1, 32)).text == "3.13%"
    )  # 3.125: half-even would say 3.12
    assert formats.figure("rate", Fraction(2, 3)).text == "66.67%"
    assert formats.figure("rate", Fraction(1)).text == "100.00%"


def test_a_rate_of_nothing_is_a_dash():
    assert formats.figure("rate", None) == formats.NOTHING
    assert formats.NOTHING.text == "—" and formats.NOTHING.number is None


@pytest.mark.parametrize(
    ("hours", "text"),
    [("1/4", "15分"), ("4", "4小时"), ("65/12", "5小时25分"), ("8", "1天"), ("28", "3天4小时")],
)
def test_a_duration_is_told_in_days_of_eight_hours(hours: str, text: str):
    assert formats.figure("duration", Fraction(hours) * 3600).text == text


def test_a_change_carries_its_sign():
    assert [formats.change(x.Decimal(c)).text for c in ("0.3", "-0.2", "0.0", "-0.0")] == [
        "+0.3",
        "-0.2",
        "0.0",
        "0.0",
    ]


def test_a_period_of_whole_days_ends_at_midnight_of_the_last():
    board = x.board(())
    assert formats.period(board.begins, board.ends) == "2026年10月19日0时至2026年11月18日24时"
    assert formats.period(board.begins, board.at.replace(hour=4)).endswith("12:00（不含）")


def test_columns_stand_in_the_catalogues_order():
    shuffled = x.board(x.lists(), tuple(reversed(x.LIAONING_SHAPE)))
    heads = [heading.text for heading in draft(x.bulletin(board=shuffled)).tables[0].headings]
    assert heads == [
        "序号",
        "受理单位",
        "受理量",
        "办结率",
        "按时反馈率",
        "有效回访率",
        "满意率",
        "综合成绩",
        "名次",
        "较上期",
    ]


def in_pdf(bulletin: Bulletin) -> str:
    return "\n".join(each.extract_text() for each in PdfReader(BytesIO(pdf(bulletin))).pages)


def in_docx(bulletin: Bulletin) -> str:
    document = Document(BytesIO(docx(bulletin)))
    foot = [each.text for each in document.sections[0].footer.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([each.text for each in document.paragraphs] + cells + foot)


def in_xlsx(bulletin: Bulletin) -> str:
    return "\n".join(str(cell.value) for cell in cells_of(bulletin))


def in_page(bulletin: Bulletin) -> str:
    return html.unescape(re.sub(r"<(svg|style).*?</\1>|<[^>]*>", "", page(bulletin), flags=re.S))


def cells_of(bulletin: Bulletin) -> list[Any]:
    book = load_workbook(BytesIO(xlsx(bulletin)))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [cell for cell in cells if cell.value is not None]


FORMS = pytest.mark.parametrize("read", [in_pdf, in_docx, in_xlsx, in_page])
Read = Callable[[Bulletin], str]


def squeezed(text: str) -> str:
    """Without spaces and line ends, which are the layout's."""
    return re.sub(r"[\s\u200b]", "", text)


@FORMS
def test_every_form_names_every_unit_figure_and_list(read: Read):
    text = squeezed(read(x.bulletin()))
    figures = [FIGURES[id].chinese for id in x.BEIJING_SHAPE]
    for said in (*x.STREETS, *x.DEPARTMENTS, *x.UTILITIES, *figures, "街道、乡镇", "市直部门"):
        assert said in text


@FORMS
def test_every_form_says_what_its_figures_rest_on(read: Read):
    text = squeezed(read(x.bulletin()))
    for said in (
        "灯塔市",
        "2026年11月接诉即办工作通报",
        "第11期第2版",
        "2026年10月19日0时至2026年11月18日24时",
        "灯塔市接诉即办考核办法dengta@1",
        "work/3、all/1",
        "22004",
        "2026年11月19日00:00",
        "市诉求指挥中心，2026年11月20日09:30",
    ):
        assert said in text


@FORMS
def test_every_form_names_both_means_and_why_a_unit_is_not_ranked(read: Read):
    text = read(x.bulletin())
    for said in ("各单位平均", "合计", "样本不足", "无评分", "—"):
        assert said in text


@FORMS
def test_every_form_tells_the_corrections_and_their_causes(read: Read):
    text = squeezed(read(x.bulletin()))
    for said in (
        "与第1版的差异",
        "93.81%",
        "94.02%",
        "两件经申请剔除",
        "DT20261103-000017",
        "综合成绩走势",
    ):
        assert said in text


@FORMS
def test_an_empty_month_says_so_instead_of_noughts(read: Read):
    text = squeezed(read(x.empty()))
    assert "未收到诉求" in text
    assert not any(said in text for said in ("0.00%", "合计", *x.STREETS))


@FORMS
def test_a_list_without_appeals_says_so_among_others(read: Read):
    idle = x.listing("departments", "市直部门", (x.idle("市民政局"),))
    text = read(x.bulletin(board=x.board((x.lists()[0], idle))))
    assert "本期未收到诉求" in text and "市民政局" not in text


@FORMS
def test_a_version_that_changes_nothing_says_so(read: Read):
    assert "各项数字与上一版相同" in read(x.bulletin(differences=()))


@FORMS
@pytest.mark.parametrize(
    "name", [*x.EVIL, "*粗体* $x$ `a` \\u{41} {{ 7*7 }} {% raw %}", "]]>&amp;"]
)
def test_a_name_appears_as_itself_in_every_form(read: Read, name: str):
    assert squeezed(read(x.named(name))).count(squeezed(name)) >= 4


@pytest.mark.parametrize(
    "name", ["\x00\x0b\x1f", "\u202e倒", "😀", "\ue000", "\uffff", "长" * 90, "w" * 90]
)
def test_a_name_that_cannot_be_set_does_not_stop_a_bulletin(name: str):
    for form in (pdf, docx, xlsx, page):
        assert form(x.named(name))


def test_no_name_is_a_formula():
    for name in x.EVIL:
        cells = cells_of(x.named(name))
        assert name in [cell.value for cell in cells]
        assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_no_name_is_markup():
    assert "<script" not in page(x.named("<script>alert(1)</script>"))


def test_figures_are_numbers_in_the_workbook():
    book = load_workbook(BytesIO(xlsx(x.bulletin())))
    heads, first, *_ = book.worksheets[0].iter_rows(min_row=4)
    cells = {head.value: cell for head, cell in zip(heads, first, strict=True)}
    assert cells["受理量"].value == 171
    assert cells["满意率"].value == 0.809 and cells["满意率"].number_format == "0.00%"
    assert cells["综合成绩"].value == 96.6


def test_a_score_that_is_missing_is_no_number_in_the_workbook():
    row = next(
        row
        for row in load_workbook(BytesIO(xlsx(x.bulletin()))).worksheets[1].iter_rows(min_row=5)
        if row[1].value == x.DEPARTMENTS[-1]
    )
    assert [cell.value for cell in row[-3:]] == ["—", "无评分", "—"]


def test_the_workbook_draws_a_chart_for_each_list_and_the_trend():
    book = load_workbook(BytesIO(xlsx(x.bulletin())))
    assert [len(sheet._charts) for sheet in book] == [1, 1, 1, 1, 0]


def test_pictures_say_what_they_show():
    trend = "2026年7月 83.0，2026年8月 —，2026年9月 86.2"
    assert page(x.bulletin()).count('role="img"') == 4 and trend in page(x.bulletin())
    shapes = Document(BytesIO(docx(x.bulletin()))).inline_shapes
    *lists, last = [shape._inline.docPr.get("descr") for shape in shapes]
    assert lists == ["一、街道、乡镇", "二、市直部门", "三、公共服务企业"] and trend in last


def test_the_foot_and_the_number_stand_on_every_page():
    pages = PdfReader(BytesIO(pdf(x.of_units(60)))).pages
    for n, each in enumerate(pages, start=1):
        text = squeezed(each.extract_text())
        assert "dengta@1" in text and f"第{n}页共{len(pages)}页" in text


SUMS = """
from hashlib import sha256
from api.reports.bulletins.documents import docx, page, pdf, xlsx
from tests.bulletins import examples as x
forms = [pdf(x.bulletin()), docx(x.bulletin()), xlsx(x.bulletin()), page(x.bulletin()).encode()]
print(*(sha256(made).hexdigest() for made in forms))
"""


def sums(zone: str) -> str:
    """What the four forms come to in a process of their own, in that time zone."""
    return subprocess.check_output(
        [sys.executable, "-c", SUMS], env={**os.environ, "TZ": zone}, text=True
    )


def test_the_same_bulletin_is_the_same_bytes_in_another_process_and_zone():
    assert sums("Asia/Shanghai") == sums("America/Lima")


def test_the_pdf_is_dated_by_its_publication_and_fit_for_an_archive():
    reader = PdfReader(BytesIO(pdf(x.bulletin())))
    published = x.bulletin().published_at.replace(microsecond=0)
    assert reader.metadata and reader.metadata.creation_date == published
    assert b"<pdfaid:part>2</pdfaid:part>" in reader.xmp_metadata.stream.get_data()


def test_the_pdf_carries_its_own_fonts():
    fonts = {
        font["/BaseFont"].split("+")[1]
        for each in PdfReader(BytesIO(pdf(x.bulletin()))).pages
        for font in (f.get_object() for f in each["/Resources"]["/Font"].values())
    }
    assert all(font.startswith("NotoSansCJKtc") for font in fonts)


def test_every_figure_of_the_catalogue_fits_on_one_sheet():
    every = x.bulletin(board=x.board(x.lists(), tuple(FIGURES)))
    first = PdfReader(BytesIO(pdf(every))).pages[0]
    assert [round(side / 72 * 25.4) for side in first.mediabox[2:]] == [420, 297]


@pytest.mark.parametrize("form", [pdf, docx, xlsx, page])
def test_a_month_of_sixty_units_is_made_in_every_form(form: Callable[[Bulletin], bytes | str]):
    began = perf_counter()
    assert form(x.of_units(60))
    print(f"{form.__name__}: {perf_counter() - began:.2f} s")


@pytest.mark.finding("A90")
def test_what_is_too_few_to_rank_stands_on_one_line_beside_its_bar():
    small = x.listing(
        "streets", "街道、乡镇", (*x.ranked(x.STREETS[:9]), x.line(5, "鸡冠山乡", None, "100.0"))
    )
    said = in_pdf(x.bulletin(board=x.board((small,)))).splitlines()
    assert any("100.0" in line and line.endswith("样本不足") for line in said), said
    before = in_pdf(x.bulletin(board=x.board((small,)), layout=1)).splitlines()
    assert not any("100.0" in line and line.endswith("样本不足") for line in before)
