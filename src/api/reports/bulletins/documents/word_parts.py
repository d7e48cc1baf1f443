"""What python-docx has no words for: East Asian typefaces, fields, thin rules, and a fixed date."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.table import Table as Grid
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from api.reports.bulletins.documents.draft import DocumentRow, DocumentTable, Form

SIDES: dict[Form, WD_ALIGN_PARAGRAPH] = {
    "serial": WD_ALIGN_PARAGRAPH.CENTER,
    "rank": WD_ALIGN_PARAGRAPH.CENTER,
    "name": WD_ALIGN_PARAGRAPH.LEFT,
    "words": WD_ALIGN_PARAGRAPH.LEFT,
    "prose": WD_ALIGN_PARAGRAPH.LEFT,
}
WIDTHS: dict[Form, float] = {
    "serial": 0.8,
    "name": 2.9,
    "rate": 1.25,
    "duration": 1.4,
    "rank": 1.25,
    "words": 1.6,
    "prose": 3.6,
}


def set_typeface(style: BaseStyle, size: Length, face: str) -> None:
    """Set it black, of that size, in that typeface for Chinese and Latin alike."""
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.name = size, face
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face)


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add a field that the word processor computes, such as PAGE."""
    for kind in ("begin", code, "end"):
        run = paragraph.add_run()._r
        run.append(_instruction(code) if kind == code else _element("fldChar", fldCharType=kind))


def _instruction(code: str) -> BaseOxmlElement:
    instruction = _element("instrText")
    instruction.text = code
    return instruction


def underline(paragraph: Paragraph, colour: str) -> None:
    """Draw a rule under a paragraph."""
    borders = _element("pBdr")
    borders.append(_element("bottom", val="single", sz="10", space="6", color=colour))
    paragraph._p.get_or_add_pPr().append(borders)


def add_grid(document: Document, table: DocumentTable, width: float) -> None:
    """Add the table, `width` mm wide: rules above, below and under the heads, which repeat."""
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.headings))
    grid.autofit = False
    _rule(grid)
    _size(grid, table, width)
    heads, *rows = grid.rows
    _write(heads, tuple("\n".join(heading.lines) for heading in table.headings), table, bold=True)
    heads._tr.get_or_add_trPr().append(_element("tblHeader"))
    _underline_row(heads)
    for made, row in zip(rows, table.rows, strict=True):
        _write(made, tuple(cell.text for cell in row.cells), table, bold=row.summary)
    _underline_before_summary(rows, table.rows)


def _rule(grid: Grid) -> None:
    borders, margins = _element("tblBorders"), _element("tblCellMar")
    for side in ("top", "bottom"):
        borders.append(_element(side, val="single", sz="8", color="000000"))
    borders.append(_element("insideH", val="single", sz="2", color="C9CED3"))
    for side, twips in (("top", "40"), ("left", "45"), ("bottom", "40"), ("right", "45")):
        margins.append(_element(side, w=twips, type="dxa"))
    grid._tblPr.extend((borders, margins))


def _size(grid: Grid, table: DocumentTable, width: float) -> None:
    weights = [WIDTHS.get(heading.form, 1) for heading in table.headings]
    for column, weight in zip(grid.columns, weights, strict=True):
        column.width = Mm(width * weight / sum(weights))


def _write(row: _Row, texts: tuple[str, ...], table: DocumentTable, *, bold: bool) -> None:
    row._tr.get_or_add_trPr().append(_element("cantSplit"))
    for cell, text, heading in zip(row.cells, texts, table.headings, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = SIDES.get(heading.form, WD_ALIGN_PARAGRAPH.RIGHT)
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(8)


def _underline_row(row: _Row) -> None:
    for cell in row.cells:
        _underline_cell(cell)


def _underline_cell(cell: _Cell) -> None:
    borders = _element("tcBorders")
    borders.append(_element("bottom", val="single", sz="5", color="000000"))
    cell._tc.get_or_add_tcPr().append(borders)


def _underline_before_summary(made: list[_Row], rows: tuple[DocumentRow, ...]) -> None:
    for row, this, following in zip(made, rows, rows[1:], strict=False):
        if following.summary and not this.summary:
            _underline_row(row)


def dated(package: BytesIO, at: datetime) -> bytes:
    """Return the package with every part of it dated `at`, so that the same parts are the same
    bytes."""
    made = BytesIO()
    with ZipFile(package) as parts, ZipFile(made, "w", ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(ZipInfo(name, at.timetuple()[:6]), parts.read(name), ZIP_DEFLATED)
    return made.getvalue()


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
