"""A bulletin as DOCX: the form that an office works on further."""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from api.reports.bulletins.bulletin import Bulletin
from api.reports.bulletins.documents.draft import DocumentDraft, DocumentTable
from api.reports.bulletins.documents.drafting import draft
from api.reports.bulletins.documents.typesetting import pictures
from api.reports.bulletins.documents.word_parts import (
    add_field,
    add_grid,
    dated,
    set_typeface,
    underline,
)

SIZES = {"A4": (210, 297), "A4 landscape": (297, 210), "A3 landscape": (420, 297)}
MARGIN = 18
LONGEST = 255
"""What a property of a document may hold at most."""

RED = RGBColor(0xB3, 0x26, 0x1E)
SCORES = "综合成绩（满分100）"


def docx(bulletin: Bulletin) -> bytes:
    """Return the bulletin as DOCX."""
    told = draft(bulletin)
    document = Document()
    _sign(document, told, bulletin.published_at)
    _lay_out(document, told)
    _begin(document, told)
    _fill(document, told)
    _end(document, told)
    made = BytesIO()
    document.save(made)
    return dated(made, bulletin.published_at)


def _sign(document: Docx, told: DocumentDraft, at: datetime) -> None:
    properties, by = document.core_properties, told.signed[0][:LONGEST]
    properties.title, properties.author, properties.last_modified_by = told.title[:LONGEST], by, by
    properties.created = properties.modified = at
    properties.language, properties.comments = "zh-CN", ""


def _lay_out(document: Docx, told: DocumentDraft) -> None:
    for style, size, face in (("Normal", 9, "宋体"), ("Heading 1", 12, "黑体")):
        set_typeface(document.styles[style], Pt(size), face)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    width, height = SIZES[told.paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN)
    section.bottom_margin = Mm(22)
    _put_foot(section.footer.paragraphs[0], told)


def _put_foot(paragraph: Paragraph, told: DocumentDraft) -> None:
    paragraph.add_run("　".join(f"{name}：{value}" for name, value in told.foot) + "　第 ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" 页 共 ")
    add_field(paragraph, "NUMPAGES")
    paragraph.add_run(" 页")
    for run in paragraph.runs:
        run.font.size = Pt(7)


def _begin(document: Docx, told: DocumentDraft) -> None:
    city = _centred(document, told.city, 15, bold=True)
    city.runs[0].font.color.rgb = RED
    underline(city, "B3261E")
    _centred(document, told.title, 20, bold=True)
    _centred(document, f"{told.issue}　　{told.period}", 10.5)
    if told.nothing:
        document.add_paragraph(told.nothing).runs[0].font.size = Pt(12)


def _centred(document: Docx, text: str, size: float, *, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    return paragraph


def _fill(document: Docx, told: DocumentDraft) -> None:
    charts = iter(pictures(told, "png"))
    for table in told.tables:
        _put_table(document, table, told)
        if table.bars:
            _put_picture(document, next(charts), SCORES, table.title)
    if told.trend:
        document.add_heading(told.trend.title, level=1)
        _put_picture(document, next(charts), "", told.trend.says)
    if told.differences:
        _put_table(document, told.differences, told)


def _put_table(document: Docx, table: DocumentTable, told: DocumentDraft) -> None:
    document.add_heading(table.title, level=1)
    if table.nothing:
        document.add_paragraph(table.nothing)
        return
    add_grid(document, table, SIZES[told.paper][0] - 2 * MARGIN)
    if table.notes:
        notes = document.add_paragraph("注：" + "　".join(table.notes))
        notes.paragraph_format.space_before = Pt(4)
        notes.runs[0].font.size = Pt(7.5)


def _put_picture(document: Docx, chart: bytes, caption: str, says: str) -> None:
    """Put a chart under its caption, which no page parts from it."""
    paragraph, section = document.add_paragraph(), document.sections[0]
    paragraph.paragraph_format.keep_together = True
    if caption:
        paragraph.add_run(f"{caption}\n").bold = True
    width = Mm(section.page_width.mm - 2 * MARGIN) if section.page_width else None
    paragraph.add_run().add_picture(BytesIO(chart), width=width)._inline.docPr.set("descr", says)


def _end(document: Docx, told: DocumentDraft) -> None:
    signed = document.add_paragraph("\n".join(told.signed))
    signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signed.paragraph_format.space_before = Pt(24)
