"""周期: the stretches of time that figures are counted for, named as a supervisor names them.

A period is `[begins, ends)`, its borders by the clock of Shanghai. The rule of a policy says where
they lie: "month" is the calendar's, "19th" makes October the 19th of September to the 18th of
October, "noon" makes a day the noon before to its own noon.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple

import msgspec

from casework.policy import refusals as no
from casework.time import CHINA, DAY, FIRST_YEAR, LAST_YEAR

Rule = Literal["month", "19th", "noon"]

_NOON = timedelta(hours=12)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SHAPES = {
    "year": re.compile(r"([0-9]{4})"),
    "quarter": re.compile(r"([0-9]{4})-Q([0-9])"),
    "month": re.compile(r"([0-9]{4})-([0-9]{2})"),
    "day": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
    "days": re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})"),
}


class Period(msgspec.Struct, frozen=True):
    """`[begins, ends)`, two instants in UTC, under the name that a supervisor gave it."""

    label: str
    begins: datetime
    ends: datetime
    rule: Rule = "month"

    def __contains__(self, instant: datetime) -> bool:
        return self.begins <= instant < self.ends

    def is_over(self, now: datetime) -> bool:
        """Return whether nothing more can fall into it."""
        return self.ends <= now


class _Span(NamedTuple):
    """What a label names: days `[first, after)` of the calendar, whatever the rule."""

    shape: str
    first: date
    after: date

    @property
    def label(self) -> str:
        first, last = self.first, self.after - DAY
        return {
            "year": f"{first:%Y}",
            "quarter": f"{first:%Y}-Q{(first.month + 2) // 3}",
            "month": f"{first:%Y-%m}",
            "day": f"{first}",
            "days": f"{first}..{last}",
        }[self.shape]


def period_of(label: str, rule: Rule, *, now: datetime | None = None) -> Period:
    """Return the period of "2026-10", "2026-Q3", "2026", "2026-10-15" or "2026-10-01..2026-10-15".

    Of days from one to another the last is included. Raises a refusal that names what would be
    right, also, where `now` is given, for what lies wholly in the future.
    """
    period = _period(_span(label.strip()), rule)
    if now is not None and now < period.begins:
        raise no.PeriodNotBegun(
            label=period.label,
            begins=_format(period.begins),
            now=_format(now),
            latest=_alike(period, now).label,
        )
    return period


def period_at(label: str | None, rule: Rule, now: datetime) -> Period:
    """Return the period of a label; without one, that which runs now."""
    return period_of(label, rule, now=now) if label else containing(now, rule)


def before(period: Period) -> Period:
    """Return the one before it, of the same length and shape: the month before a month."""
    shape, first, after = _span(period.label)
    if shape in _MONTHS:
        return _period(_by_months(shape, _moved(first, -_MONTHS[shape])), period.rule)
    length = after - first
    return _period(_Span(shape, first - length, first), period.rule)


def trend(period: Period, n: int) -> tuple[Period, ...]:
    """Return the last `n` periods of its shape, the earliest first; it is the last of them.

    They are fewer where periods began later.
    """
    found = [period]
    with suppress(no.NoSuchPeriod):
        while len(found) < n:
            found.append(before(found[-1]))
    return tuple(reversed(found))


def containing(instant: datetime, rule: Rule) -> Period:
    """Return the rule's own period around an instant: a month, or under "noon" a day."""
    shape = "day" if rule == "noon" else "month"
    return _period(_around(shape, instant, rule), rule)


def _alike(period: Period, now: datetime) -> Period:
    """Return the period of that shape that runs now; of free days, as many until today."""
    shape, first, after = _span(period.label)
    if shape != "days":
        return _period(_around(shape, now, period.rule), period.rule)
    end = _around("day", now, period.rule).after
    return _period(_Span(shape, end - (after - first), end), period.rule)


def _around(shape: str, instant: datetime, rule: Rule) -> _Span:
    """Return the span of that shape, but free days, whose period an instant lies in."""
    local = instant.astimezone(CHINA)
    day = (local + _NOON if rule == "noon" else local).date()
    if shape == "day":
        return _Span(shape, day, day + DAY)
    if rule == "19th" and day.day >= 19:
        day = _moved(day.replace(day=1), 1)
    months = _MONTHS[shape]
    return _by_months(shape, date(day.year, (day.month - 1) // months * months + 1, 1))


def _period(span: _Span, rule: Rule) -> Period:
    if not FIRST_YEAR <= span.first.year <= (span.after - DAY).year <= LAST_YEAR:
        said = f"periods are of the years {FIRST_YEAR} to {LAST_YEAR}"
        raise no.NoSuchPeriod(label=span.label, right=said)
    begins, ends = (_border(day, rule, span.shape) for day in (span.first, span.after))
    return Period(span.label, begins, ends, rule)


def _border(day: date, rule: Rule, shape: str) -> datetime:
    """Return when the rule lets that day begin, or the month that begins with it."""
    hour = time(0)
    if rule == "noon":
        day, hour = day - DAY, time(12)
    elif rule == "19th" and shape in _MONTHS:
        day = (day - DAY).replace(day=19)
    return datetime.combine(day, hour, CHINA).astimezone(UTC)


def _span(label: str) -> _Span:
    for shape, pattern in _SHAPES.items():
        if found := pattern.fullmatch(label):
            return _READ[shape](label, *found.groups())
    right = "write 2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15"
    raise no.NoSuchPeriod(label=label, right=right)


def _year(label: str, year: str) -> _Span:
    return _by_months("year", date(_year_of(label, year), 1, 1))


def _quarter(label: str, year: str, number: str) -> _Span:
    if number not in "1234":
        right = f"a year has the quarters {year}-Q1 to {year}-Q4"
        raise no.NoSuchPeriod(label=label, right=right)
    return _by_months("quarter", date(_year_of(label, year), int(number) * 3 - 2, 1))


def _month(label: str, year: str, month: str) -> _Span:
    if not 1 <= int(month) <= 12:
        raise no.NoSuchPeriod(label=label, right=f"a year has the months {year}-01 to {year}-12")
    return _by_months("month", date(_year_of(label, year), int(month), 1))


def _day(label: str, year: str, month: str, day: str) -> _Span:
    first = _month(label, year, month).first
    length = monthrange(first.year, first.month)[1]
    if not 1 <= int(day) <= length:
        right = f"that month has the days {first} to {first.replace(day=length)}"
        raise no.NoSuchPeriod(label=label, right=right)
    that = first.replace(day=int(day))
    return _Span("day", that, that + DAY)


def _days(label: str, first: str, last: str) -> _Span:
    begin, end = (_day(label, *day.split("-")) for day in (first, last))
    if end.first < begin.first:
        raise no.PeriodBackwards(label=label, right=f"{last}..{first}")
    return _Span("days", begin.first, end.after)


_READ: dict[str, Callable[..., _Span]] = {
    "year": _year,
    "quarter": _quarter,
    "month": _month,
    "day": _day,
    "days": _days,
}


def _year_of(label: str, year: str) -> int:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        said = f"periods are of the years {FIRST_YEAR} to {LAST_YEAR}"
        raise no.NoSuchPeriod(label=label, right=said)
    return int(year)


def _by_months(shape: str, first: date) -> _Span:
    return _Span(shape, first, _moved(first, _MONTHS[shape]))


def _moved(first: date, months: int) -> date:
    """Return the first of a month, so many months later."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _format(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
