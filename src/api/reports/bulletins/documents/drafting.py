"""From a bulletin to its draft: title, tables, trend, corrections, and what the figures rest on."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor

from api.reports.boards.formats import instant
from api.reports.bulletins.bulletin import Bulletin
from api.reports.bulletins.documents import formats
from api.reports.bulletins.documents.draft import (
    DocumentCell,
    DocumentDraft,
    DocumentRow,
    DocumentTable,
    Heading,
    Paper,
    Point,
    Trend,
)
from api.reports.bulletins.documents.tables import figures_of, is_empty, table
from casework.bulletin.events import Difference
from casework.figures.catalogue import FIGURES

UPRIGHT, ON_ITS_SIDE = 10, 18
"""So many columns an A4 holds upright, and on its side; with more the paper is A3."""

MOST_APPEALS = 20
"""A correction names so many appeals; how many there are it says always."""

OTHER_FIGURES = {"score": "综合成绩", "rank": "名次", "change": "较上期"}

_DIFFERENCES = (
    Heading(("序号",), "serial"),
    Heading(("受理单位",), "name"),
    Heading(("指标",), "words"),
    Heading(("更正前",), "words"),
    Heading(("更正后",), "words"),
    Heading(("涉及诉求",), "prose"),
    Heading(("原因",), "prose"),
)


def draft(bulletin: Bulletin) -> DocumentDraft:
    """Return the bulletin in words."""
    board = bulletin.board
    lists = () if all(map(is_empty, board.lists)) else board.lists
    figures = figures_of(board.columns)
    tables = tuple(table(listing, n, figures) for n, listing in enumerate(lists, start=1))
    period = formats.period(board.begins, board.ends)
    trend = _trend(bulletin, len(tables) + 1)
    return DocumentDraft(
        city=formats.plain(bulletin.city),
        title=formats.plain(bulletin.title),
        issue=f"第{bulletin.number}期　第{bulletin.version}版",
        period=f"统计期间：{period}",
        signed=(formats.plain(bulletin.published_by), formats.day(bulletin.published_at)),
        nothing="" if lists else f"{period}未收到诉求，各单位无数字可以通报。",
        tables=tables,
        trend=trend,
        differences=_differences(bulletin, len(tables) + (2 if trend else 1)),
        foot=_foot(bulletin),
        paper=_paper(len(figures) + 5),
        layout=bulletin.layout,
    )


def _paper(columns: int) -> Paper:
    if columns <= UPRIGHT:
        return "A4"
    return "A4 landscape" if columns <= ON_ITS_SIDE else "A3 landscape"


def _foot(bulletin: Bulletin) -> tuple[tuple[str, str], ...]:
    board = bulletin.board
    published = f"{formats.plain(bulletin.published_by)}，{instant(bulletin.published_at)}"
    return (
        ("考核政策", f"{formats.plain(board.policy_name)} {formats.plain(board.policy)}"),
        ("工作日历", formats.plain("、".join(bulletin.calendars)) or formats.NOTHING.text),
        ("日志位置", str(board.position)),
        ("在办件判定时刻", instant(board.at)),
        ("发布", f"{published}（北京时间）"),
    )


def _trend(bulletin: Bulletin, number: int) -> Trend | None:
    scores = [score for _, score in bulletin.trend if score is not None]
    if not bulletin.trend:
        return None
    low, high = _ends(scores)
    points = tuple(
        Point(formats.plain(period), formats.score(score), _share(score, low, high))
        for period, score in bulletin.trend
    )
    return Trend(
        title=f"{formats.ordinal(number)}、综合成绩走势", low=low, high=high, points=points
    )


def _ends(scores: Sequence[Decimal]) -> tuple[int, int]:
    """Return the fives around the scores, at least ten apart."""
    if not scores:
        return 0, 100
    low = min(floor(min(scores) / 5) * 5, 90)
    return low, max(ceil(max(scores) / 5) * 5, low + 10)


def _share(score: Decimal | None, low: int, high: int) -> float | None:
    return None if score is None else float(score - low) / (high - low)


def _differences(bulletin: Bulletin, number: int) -> DocumentTable | None:
    if bulletin.version == 1 and not bulletin.differences:
        return None
    title = f"{formats.ordinal(number)}、与第{bulletin.version - 1}版的差异"
    if not bulletin.differences:
        return DocumentTable(title=title, nothing="各项数字与上一版相同。")
    rows = (_difference(n, each) for n, each in enumerate(bulletin.differences, start=1))
    return DocumentTable(title=title, headings=_DIFFERENCES, rows=tuple(rows))


def _difference(number: int, each: Difference) -> DocumentRow:
    figure = FIGURES[each.figure].chinese if each.figure in FIGURES else each.figure
    texts = (
        str(number),
        each.unit_name,
        OTHER_FIGURES.get(each.figure, figure),
        each.before,
        each.after,
        _appeals(each.appeals),
        each.cause,
    )
    return DocumentRow(tuple(DocumentCell(formats.plain(text)) for text in texts))


def _appeals(appeals: Sequence[str]) -> str:
    if not appeals:
        return formats.NOTHING.text
    named = "、".join(appeals[:MOST_APPEALS])
    return named if len(appeals) <= MOST_APPEALS else f"{named} 等{len(appeals)}件"
