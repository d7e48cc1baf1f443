"""时限数量: how long a limit is, as an office writes it: "15 min", "4 h", "5 wd", "7 d @24x7"."""

import re
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

AmountUnit = Literal["min", "h", "wd", "d"]

_SHAPE = re.compile(r"\s*(\d{1,5})\s*(min|h|wd|d)\s*(?:@\s*([\w.-]+))?\s*", re.ASCII)
_MOST = {"min": 60 * 24 * 366 * 2, "h": 24 * 366 * 2, "wd": 1000, "d": 366 * 2}


class Amount(msgspec.Struct, frozen=True):
    """So much time, and by which calendar it is counted where not by the rule's own.

    `min` and `h` count open time from the minute. `wd` counts whole working days from the next
    one on, due when the last of them ends (次日起). `d` counts natural days of 24 hours.
    """

    number: int
    unit: AmountUnit
    calendar: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """Return the amount written so. Raises `ValueError` with what is wrong."""
        return _parsed(text)

    def part(self, share: float) -> "Amount":
        """Return a share of it in whole days, or in hours and minutes, rounded up."""
        counted = self.number * (60 if self.unit == "h" else 1) * Decimal(str(share))
        number = max(1, int(counted.to_integral_value(ROUND_CEILING)))
        if self.unit != "h":
            return replace(self, number=number)
        hours, rest = divmod(number, 60)
        return replace(self, number=number, unit="min") if rest else replace(self, number=hours)

    def __str__(self) -> str:
        return f"{self.number} {self.unit}" + (f" @{self.calendar}" if self.calendar else "")


@lru_cache(1000)
def _parsed(text: str) -> Amount:
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError(f'"{text}" is no amount of time: write "15 min", "4 h", "5 wd" or "7 d"')
    number, unit, calendar = int(found[1]), found[2], found[3]
    if number == 0:
        raise ValueError(f'"{text}" is no time at all: a limit is at least 1')
    if number > _MOST[unit]:
        raise ValueError(f'"{text}" is too long: at most {_MOST[unit]} {unit}')
    return Amount(number, unit, calendar)  # type: ignore[arg-type]
