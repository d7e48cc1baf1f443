"""The charts of the workbook: Excel draws them from its cells."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from api.reports.bulletins.documents.draft import Bar, DocumentTable, Trend
from api.reports.bulletins.documents.workbook_sheet import TablePlace

INK, PALE, RULE = "#2F5D8A", "#B4C3D2", "#C9CED3"
NAMES, TREND_SCORES = 1, 1
WIDTH = 760


def bar_chart(book: Workbook, place: TablePlace, table: DocumentTable) -> Chart:
    """Return a bar for every score, the first unit on top; the unranked pale, and none without a
    score."""
    chart = book.add_chart({"type": "bar"})
    scores = [heading.form for heading in table.headings].index("score")
    chart.add_series(
        {
            "name": "综合成绩",
            "categories": _range(place, NAMES),
            "values": _range(place, scores),
            "fill": {"color": INK},
            "gap": 60,
            "points": [None if bar.ranked else {"fill": {"color": PALE}} for bar in table.bars],
            "data_labels": {"value": True, "custom": [_label(bar) for bar in table.bars]},
        }
    )
    chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": _rule()})
    chart.set_y_axis({"reverse": True})
    return _finished(chart, "综合成绩（满分100）", 110 + 22 * len(table.bars))


def trend_chart(book: Workbook, place: TablePlace, trend: Trend) -> Chart:
    """Return the line of the scores, broken where there is none."""
    chart = book.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": "综合成绩",
            "categories": _range(place, 0),
            "values": _range(place, TREND_SCORES),
            "line": {"color": INK},
            "marker": {"type": "circle", "fill": {"color": INK}},
            "data_labels": {"value": True, "position": "above"},
        }
    )
    chart.show_blanks_as("gap")
    chart.set_y_axis({"min": trend.low, "max": trend.high, "major_gridlines": _rule()})
    return _finished(chart, "综合成绩走势", 300)


def _range(place: TablePlace, column: int) -> list[str | int]:
    return [place.sheet, place.first, column, place.last, column]


def _label(bar: Bar) -> dict[str, str] | None:
    return None if bar.ranked else {"value": bar.text}


def _rule() -> dict[str, Any]:
    return {"visible": True, "line": {"color": RULE}}


def _finished(chart: Chart, title: str, height: int) -> Chart:
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_size({"width": WIDTH, "height": height})
    return chart
