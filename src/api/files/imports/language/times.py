"""Times as other systems write them, to instants.

A format is in strptime's notation, or `iso` (RFC 3339 and its relatives). Digits need no padding.
A time without a zone is meant in the mapping's. Where the clocks went back, the earlier of the two
instants is meant; a time that the clocks jumped over is moved on by the length of the jump.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from api.files.imports.errors import RowRefused

_SHAPES = {
    "Y": r"(?P<Y>\d{4})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "b": r"(?P<b>[A-Za-z]{3})[a-z]*",
    "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<I>\d{1,2})",
    "p": r"(?P<p>[AaPp])\.?[Mm]\.?",
    "M": r"(?P<M>\d{1,2})",
    "S": r"(?P<S>\d{1,2})",
    "f": r"(?P<f>\d{1,9})",
    "z": r"(?P<z>Z|[+-]\d{2}:?\d{2})",
    "%": "%",
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_REMEMBERED = 50_000

Parse = Callable[[str], datetime | None]


class TimeReader:
    """Reads times. `read` remembers: the rows of a case repeat theirs."""

    def __init__(self, formats: Sequence[str], zone: str) -> None:
        self._parsers = [_parser(shape) for shape in formats]
        self._zone = ZoneInfo(zone)
        self._like = " or ".join(formats)
        self.read = lru_cache(_REMEMBERED)(self._read)

    def _read(self, cell: str | datetime) -> datetime:
        """Return the instant (UTC, aware). Raises `RowRefused`."""
        naive = cell if isinstance(cell, datetime) else self._parse(cell)
        at = naive if naive.tzinfo else naive.replace(tzinfo=self._zone)
        try:
            return at.astimezone(UTC)
        except OverflowError:
            raise RowRefused(f"{cell} lies outside the calendar") from None

    def _parse(self, text: str) -> datetime:
        """Return the one time that the formats read in it; refuse it where two differ."""
        readings = [found for parse in self._parsers if (found := _reading(parse, text))]
        if not readings:
            raise RowRefused(f"{text[:40]!r} is no time like {self._like}")
        if other := next((each for each in readings if each != readings[0]), None):
            raise RowRefused(
                f"{text[:40]!r} can be read as {readings[0]:%Y-%m-%d %H:%M} and as "
                f"{other:%Y-%m-%d %H:%M}: two formats of the mapping fit it"
            )
        return readings[0]


def _reading(parse: Parse, text: str) -> datetime | None:
    try:
        return parse(text)
    except ValueError:
        return None


def check_format(shape: str) -> None:
    """Raise `ValueError` for a format that cannot be read."""
    _parser(shape)


def _parser(shape: str) -> Parse:
    if shape == "iso":
        return datetime.fromisoformat
    match = re.compile(_pattern(shape)).fullmatch
    return lambda text: _built(found) if (found := match(text)) else None


def _pattern(shape: str) -> str:
    pattern = ""
    for mark, literal in re.findall(r"%(.?)|([^%]+)", shape):
        if not literal and mark not in _SHAPES:
            raise ValueError(f"%{mark} is not known; there are: %{', %'.join(_SHAPES)}")
        pattern += re.sub(r"(\\ )+", r"\\s+", re.escape(literal)) if literal else _SHAPES[mark]
    for needed in ("Y", "mb", "d"):
        if not any(f"(?P<{mark}>" in pattern for mark in needed):
            raise ValueError(f"{shape!r} has no %{' or %'.join(needed)}")
    return pattern


def _built(found: re.Match[str]) -> datetime:
    part = found.groupdict()
    return datetime(
        int(part["Y"]),
        int(part["m"]) if part.get("m") else _MONTHS.get(part["b"].lower(), 0),
        int(part["d"]),
        _hour(part),
        int(part.get("M") or 0),
        int(part.get("S") or 0),
        int((part.get("f") or "0").ljust(6, "0")[:6]),
        _zone(part.get("z")),
    )


def _hour(part: dict[str, Any]) -> int:
    if not part.get("I"):
        return int(part.get("H") or 0)
    return int(part["I"]) % 12 + (12 if (part.get("p") or "a").lower() == "p" else 0)


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(offset if text[0] == "+" else -offset)
