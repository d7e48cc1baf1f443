"""What a file says of a day, and how it is refused."""

from datetime import date
from typing import Literal

import msgspec

Kind = Literal["closed", "worked", "usual"]
KINDS: dict[str, Kind] = {
    "closed": "closed",
    "休": "closed",
    "休息": "closed",
    "放假": "closed",
    "worked": "worked",
    "班": "worked",
    "上班": "worked",
    "补班": "worked",
    "usual": "usual",
    "平日": "usual",
}


class CalendarFileRefused(Exception):
    """The file cannot be read as a calendar; the message says where and why."""


class Said(msgspec.Struct, frozen=True):
    """One day of a file, and where it stands there."""

    day: date
    kind: Kind
    where: str


def gathered(name: str, said: list[Said]) -> dict[date, Kind]:
    """Return what each day is. Raises `CalendarFileRefused` where a file contradicts itself."""
    days: dict[date, Kind] = {}
    for each in said:
        there = days.setdefault(each.day, each.kind)
        if there != each.kind:
            pair = " and ".join(sorted({there, each.kind}))
            raise CalendarFileRefused(f"{name}: {each.day} is both {pair}: see {each.where}.")
    if not days:
        raise CalendarFileRefused(f"{name} names no day.")
    return days
