"""Figures as cells of a document, with days, periods and names in words."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from api.reports.boards import formats as words
from api.reports.bulletins.documents.draft import DocumentCell
from casework.figures.catalogue import Kind
from casework.policy.assessment import rounded
from casework.time import CHINA
from casework.words import NOTHING as NOTHING_TO_SHOW

NOTHING = DocumentCell(NOTHING_TO_SHOW)
"""A figure that has nothing to be divided by. It is not nought."""

NUMERALS = "〇一二三四五六七八九十"


def figure(kind: Kind, value: Fraction | None) -> DocumentCell:
    """Return a figure of the catalogue in words, and as a number that can be summed and sorted."""
    return (
        NOTHING if value is None else DocumentCell(words.figure(kind, value), _NUMBERS[kind](value))
    )


def mean(kind: Kind, value: Fraction | None) -> DocumentCell:
    """Return a mean of figures: of counts it has one decimal."""
    if value is None or kind != "count":
        return figure(kind, value)
    return DocumentCell(words.mean(kind, value), rounded(value, 1))


def score(value: Decimal | None) -> DocumentCell:
    """Return a score as its policy rounded it."""
    return NOTHING if value is None else DocumentCell(words.score(value), value)


def change(value: Decimal | None) -> DocumentCell:
    """Return what a score gained or lost, with its sign."""
    return NOTHING if value is None else DocumentCell(words.change(value), value)


def day(at: datetime) -> str:
    """Return the day in Beijing."""
    local = at.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日"


def period(begins: datetime, ends: datetime) -> str:
    """Return `[begins, ends)` with both ends; whole days end at 24时 of the last."""
    if _midnight(begins) and _midnight(ends):
        return f"{day(begins)}0时至{day(ends - timedelta(days=1))}24时"
    return f"{words.instant(begins)}至{words.instant(ends)}（不含）"


def _midnight(at: datetime) -> bool:
    return f"{at.astimezone(CHINA):%H:%M:%S.%f}" == "00:00:00.000000"


def ordinal(number: int) -> str:
    """Return the numeral of a section, from 1 to 99: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return (NUMERALS[tens] if tens > 1 else "") + "十" + (NUMERALS[ones] if ones else "")


def plain(text: str) -> str:
    """Return a name as it is, less what no document can hold or what turns the letters after it
    round."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


_UNPRINTABLE = re.compile(
    r"[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""What XML forbids, the other control characters, and the overrides of writing direction."""

_NUMBERS: dict[Kind, Callable[[Fraction], Decimal]] = {
    "count": lambda value: rounded(value, 0 if value.denominator == 1 else 1),
    "rate": lambda value: rounded(value, 4),
    "duration": lambda value: rounded(value / 3600, 1),
}
"""A count; a rate as a share; a duration in hours."""
