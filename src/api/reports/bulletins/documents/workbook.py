"""A bulletin as XLSX: numbers are numbers, charts are Excel's own, and names are always text."""

from io import BytesIO

from xlsxwriter import Workbook

from api.reports.bulletins.bulletin import Bulletin
from api.reports.bulletins.documents.draft import DocumentDraft, DocumentTable, Trend
from api.reports.bulletins.documents.drafting import draft
from api.reports.bulletins.documents.workbook_charts import bar_chart, trend_chart
from api.reports.bulletins.documents.workbook_sheet import BulletinSheet, Formats
from casework.time import CHINA


def xlsx(bulletin: Bulletin) -> bytes:
    """Return the bulletin as XLSX: a sheet for each list, for the trend and for the differences."""
    made, told = BytesIO(), draft(bulletin)
    with Workbook(made, {"in_memory": True}) as book:
        created = bulletin.published_at.astimezone(CHINA).replace(tzinfo=None)
        book.set_properties({"title": told.title, "author": told.signed[0], "created": created})
        _fill(book, told)
    return made.getvalue()


def _fill(book: Workbook, told: DocumentDraft) -> None:
    formats = Formats(book)
    if told.nothing:
        BulletinSheet(book, formats, told, "通报").nothing(told.nothing).close()
    for table in told.tables:
        _add_list(book, formats, told, table)
    if told.trend:
        _add_trend(book, formats, told, told.trend)
    if told.differences:
        _add_table(BulletinSheet(book, formats, told, told.differences.title), told.differences)


def _add_list(book: Workbook, formats: Formats, told: DocumentDraft, table: DocumentTable) -> None:
    sheet = BulletinSheet(book, formats, told, table.title)
    _add_table(sheet, table)
    if table.bars:
        sheet.chart(bar_chart(book, sheet.place, table))


def _add_table(sheet: BulletinSheet, table: DocumentTable) -> None:
    if table.nothing:
        sheet.nothing(table.nothing)
    else:
        sheet.table(table)
    sheet.close()


def _add_trend(book: Workbook, formats: Formats, told: DocumentDraft, trend: Trend) -> None:
    sheet = BulletinSheet(book, formats, told, trend.title)
    sheet.points(trend)
    sheet.close()
    sheet.chart(trend_chart(book, sheet.place, trend))
