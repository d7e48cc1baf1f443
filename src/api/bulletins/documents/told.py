"""Figures, instants and names in words: the only place where a figure is rounded for a reader."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

from api.bulletins.documents.draft import Cell
from projections.accountability.catalogue import Kind

BEIJING = ZoneInfo("Asia/Shanghai")
NOTHING = Cell("—")
"""A figure that has nothing to be divided by. It is not nought."""

HOURS_A_DAY = 8
"""A working day, as durations are told: 28 hours of working time are 3天4小时."""

NUMERALS = "〇一二三四五六七八九十"


def figure(kind: Kind, value: Fraction | None) -> Cell:
    """A figure of the catalogue in words."""
    return NOTHING if value is None else _TOLD[kind](value)


def mean(kind: Kind, value: Fraction | None) -> Cell:
    """A mean of figures in words: of counts it has one decimal."""
    if value is None or kind != "count":
        return figure(kind, value)
    return _number(rounded(value, 1))


def count(value: Fraction) -> Cell:
    """A number of cases: whole, unless cases have weights."""
    return _number(rounded(value, 0 if value.denominator == 1 else 1))


def rate(value: Fraction) -> Cell:
    """A rate in percent, with two decimals; as a number it is the share."""
    percent = rounded(value * 100, 2)
    return Cell(f"{percent}%", percent.scaleb(-2))


def duration(seconds: Fraction) -> Cell:
    """Working time: 25分, 4小时5分, 3天4小时; as a number it is hours."""
    return Cell(_days_and_hours(seconds), rounded(seconds / 3600, 1))


def score(value: Decimal | None) -> Cell:
    """A score as its policy rounded it."""
    return NOTHING if value is None else Cell(f"{value:f}", value)


def change(value: Decimal | None) -> Cell:
    """What a score gained or lost, with its sign."""
    if value is None:
        return NOTHING
    return Cell(f"{value:+f}" if value else f"{abs(value):f}", value)


def rounded(value: Fraction, places: int) -> Decimal:
    """Half goes up, away from nought, from the exact value."""
    digits = floor(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(digits if value >= 0 else -digits).scaleb(-places)


def _number(number: Decimal) -> Cell:
    return Cell(str(number), number)


def _days_and_hours(seconds: Fraction) -> str:
    minutes = int(rounded(seconds / 60, 0))
    if minutes < 60:
        return f"{minutes}分"
    if minutes < HOURS_A_DAY * 60:
        return _two(*divmod(minutes, 60), "小时", "分")
    return _two(*divmod(int(rounded(seconds / 3600, 0)), HOURS_A_DAY), "天", "小时")


def _two(large: int, small: int, large_unit: str, small_unit: str) -> str:
    return f"{large}{large_unit}" + (f"{small}{small_unit}" if small else "")


def day(at: datetime) -> str:
    """The day in Beijing."""
    local = at.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日"


def instant(at: datetime) -> str:
    """Day and time in Beijing; the seconds only where there are some."""
    local = at.astimezone(BEIJING)
    return f"{day(at)} {local:%H:%M:%S}" if local.second else f"{day(at)} {local:%H:%M}"


def period(begins: datetime, ends: datetime) -> str:
    """`[begins, ends)` with both ends; whole days end at 24时 of the last."""
    if _midnight(begins) and _midnight(ends):
        return f"{day(begins)}0时至{day(ends - timedelta(days=1))}24时"
    return f"{instant(begins)}至{instant(ends)}（不含）"


def _midnight(at: datetime) -> bool:
    return f"{at.astimezone(BEIJING):%H:%M:%S.%f}" == "00:00:00.000000"


def ordinal(number: int) -> str:
    """The numeral of a section, from 1 to 99: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return (NUMERALS[tens] if tens > 1 else "") + "十" + (NUMERALS[ones] if ones else "")


def plain(text: str) -> str:
    """A name as it is, less what no document can hold or what turns the letters after it round."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


_UNPRINTABLE = re.compile(
    r"[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
"""What XML forbids, the other control characters, and the overrides of writing direction."""

_TOLD: dict[Kind, Callable[[Fraction], Cell]] = {
    "count": count,
    "rate": rate,
    "duration": duration,
}
