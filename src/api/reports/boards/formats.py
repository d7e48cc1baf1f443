"""Figures and instants in words: the only place where a figure is rounded for a reader."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from casework.figures.catalogue import Kind
from casework.policy.assessment import rounded
from casework.time import CHINA
from casework.words import NOTHING

HOURS_A_DAY = 8
"""A working day, as durations are written: 28 hours of working time are 3天4小时."""

EXACT_PLACES = 6


def figure(kind: Kind, value: Fraction | None) -> str:
    """Return a figure of the catalogue in words."""
    return NOTHING if value is None else _FORMATS[kind](value)


def mean(kind: Kind, value: Fraction | None) -> str:
    """Return a mean of figures in words: of counts it has one decimal."""
    if value is None or kind != "count":
        return figure(kind, value)
    return str(rounded(value, 1))


def exact(value: Fraction | None) -> str | None:
    """Return a figure as decimal text, for programs; a rate is a share, a duration seconds."""
    return None if value is None else str(rounded(value, EXACT_PLACES))


def count(value: Fraction) -> str:
    """Return a number of cases: whole, unless cases have weights."""
    return str(rounded(value, 0 if value.denominator == 1 else 1))


def rate(value: Fraction) -> str:
    """Return a rate in percent, with two decimals."""
    return f"{rounded(value * 100, 2)}%"


def duration(seconds: Fraction) -> str:
    """Return working time: 25分, 4小时5分, 3天4小时."""
    minutes = int(rounded(seconds / 60, 0))
    if minutes < 60:
        return f"{minutes}分"
    if minutes < HOURS_A_DAY * 60:
        return _two(*divmod(minutes, 60), "小时", "分")
    return _two(*divmod(int(rounded(seconds / 3600, 0)), HOURS_A_DAY), "天", "小时")


def score(value: Decimal | None) -> str:
    """Return a score as its policy rounded it."""
    return NOTHING if value is None else f"{value:f}"


def change(value: Decimal | None) -> str:
    """Return what a score gained or lost, with its sign."""
    if value is None:
        return NOTHING
    return f"{value:+f}" if value else f"{abs(value):f}"


def instant(at: datetime) -> str:
    """Return day and time in China, as 2026年10月31日 18:00; seconds only where there are some."""
    local = at.astimezone(CHINA)
    time = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return f"{local.year}年{local.month}月{local.day}日 {time}"


def _two(large: int, small: int, large_unit: str, small_unit: str) -> str:
    return f"{large}{large_unit}" + (f"{small}{small_unit}" if small else "")


_FORMATS: dict[Kind, Callable[[Fraction], str]] = {
    "count": count,
    "rate": rate,
    "duration": duration,
}
