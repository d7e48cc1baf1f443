"""One sheet of the workbook, written from top to bottom. Text goes in as text, never a formula."""

import re
from typing import Self

import msgspec
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format

from api.reports.bulletins.documents.draft import (
    DocumentCell,
    DocumentDraft,
    DocumentTable,
    Form,
    Heading,
    Trend,
)
from api.reports.bulletins.documents.tables import NO_SCORE

LEFT: tuple[Form, ...] = ("name", "words", "prose")
CENTRE: tuple[Form, ...] = ("serial", "rank")
WIDTHS: dict[Form, int] = {"serial": 5, "name": 24, "duration": 12, "words": 14, "prose": 40}
SHOWN: dict[Form, str] = {"rate": "0.00%", "duration": '0.0"小时"'}
PAPER = {"A4": 9, "A4 landscape": 9, "A3 landscape": 8}
TREND = (Heading(("期间",), "name"), Heading(("综合成绩",), "score"), Heading(("说明",), "words"))


class TablePlace(msgspec.Struct, frozen=True):
    """Where the rows of a table are, for a chart to draw them."""

    sheet: str
    first: int
    last: int


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __call__(self, **properties: object) -> Format:
        """Return the format with these properties."""
        key = repr(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
            self._made[key] = self._book.add_format({**base, **properties})
        return self._made[key]


class BulletinSheet:
    """A sheet that begins with the bulletin's title and ends with its foot."""

    def __init__(self, book: Workbook, formats: Formats, told: DocumentDraft, title: str) -> None:
        self._sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "_", title)[:31])
        self._formats = formats
        self._told = told
        self._row = 0
        self.place = TablePlace(self._sheet.name, 0, 0)
        self._print()
        self._say(f"{told.city}　{told.title}", font_size=16, bold=True)
        self._say(f"{told.issue}　{told.period}")
        self._say(title, font_size=12, bold=True)

    def nothing(self, text: str) -> Self:
        """Return a sentence instead of a table."""
        self._say(text)
        return self

    def table(self, table: DocumentTable) -> None:
        """Write the table, with its notes."""
        self._head(table.headings)
        units = sum(not row.summary for row in table.rows)
        self.place = TablePlace(self._sheet.name, self._row, self._row + units - 1)
        for row in table.rows:
            self._write(row.cells, table.headings, bold=row.summary)
        for note in table.notes:
            self._say(f"注：{note}", font_size=9)

    def points(self, trend: Trend) -> None:
        """Write the trend as a table; a period without a score is left blank, which no chart
        draws."""
        self._head(TREND)
        self.place = TablePlace(self._sheet.name, self._row, self._row + len(trend.points) - 1)
        for point in trend.points:
            gap = point.share is None
            score, why = (
                (DocumentCell(""), DocumentCell(NO_SCORE))
                if gap
                else (point.score, DocumentCell(""))
            )
            self._write((DocumentCell(point.period), score, why), TREND)

    def close(self) -> None:
        """Write below what the figures rest on."""
        self._row += 1
        for name, value in self._told.foot:
            self._say(f"{name}：{value}", font_size=9)

    def chart(self, chart: Chart) -> None:
        """Put a chart below everything."""
        self._sheet.insert_chart(self._row + 1, 1, chart)

    def _print(self) -> None:
        if self._told.paper != "A4":
            self._sheet.set_landscape()
        self._sheet.set_paper(PAPER[self._told.paper])
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C第 &P 页 共 &N 页")
        self._sheet.hide_gridlines(2)

    def _say(self, text: str, **properties: object) -> None:
        self._sheet.write_string(self._row, 0, text, self._formats(**properties))
        self._row += 1

    def _head(self, headings: tuple[Heading, ...]) -> None:
        for column, heading in enumerate(headings):
            self._sheet.set_column(column, column, WIDTHS.get(heading.form, 9))
            style = {"bold": True, "top": 2, "bottom": 1, "text_wrap": True, **_side(heading.form)}
            self._sheet.write_string(self._row, column, heading.text, self._formats(**style))
        self._sheet.repeat_rows(self._row)
        self._sheet.freeze_panes(self._row + 1, 2)
        self._row += 1

    def _write(
        self, cells: tuple[DocumentCell, ...], headings: tuple[Heading, ...], *, bold: bool = False
    ) -> None:
        for column, (cell, heading) in enumerate(zip(cells, headings, strict=True)):
            self._put(column, cell, heading.form, bold)
        self._row += 1

    def _put(self, column: int, cell: DocumentCell, form: Form, bold: bool) -> None:
        style = {"bold": bold, "bottom": 4, "text_wrap": form == "prose", **_side(form)}
        if cell.number is None:
            self._sheet.write_string(self._row, column, cell.text, self._formats(**style))
        else:
            shown = self._formats(**style, num_format=_number_format(cell, form))
            self._sheet.write_number(self._row, column, float(cell.number), shown)


def _side(form: Form) -> dict[str, str]:
    side = "left" if form in LEFT else "center" if form in CENTRE else "right"
    return {"align": side}


def _number_format(cell: DocumentCell, form: Form) -> str:
    """Return as many decimals as the number has."""
    exponent = cell.number.as_tuple().exponent if cell.number is not None else 0
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    plain = "0." + "0" * places if places else "0"
    return f"+{plain};-{plain};{plain}" if form == "change" else SHOWN.get(form, plain)
