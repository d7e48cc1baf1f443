"""What a cell of a directory file means. Each reader raises `ValueError` with a sentence."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from api.files.imports.errors import RowRefused
from api.files.imports.language.templates import Cell
from api.files.imports.language.times import TimeReader
from casework.directory import words as w
from casework.time import CHINA

Read = Callable[[Cell], object]

_CLOCK = TimeReader(("iso", "%Y/%m/%d", "%Y-%m-%d", "%Y年%m月%d日"), CHINA.key)
_YES = frozenset({"yes", "y", "true", "1", "是"})
_NO = frozenset({"no", "n", "false", "0", "否"})
_LEVELS = {
    "县级": "city",
    "县": "city",
    "区": "city",
    "镇": "street",
    "乡": "street",
    "村": "community",
    "基础网格": "grid",
}
_KINDS = {
    "物业公司": "property",
    "局": "department",
    "企业": "enterprise",
    "镇": "town",
    "乡": "town",
    "队伍": "team",
}


def text(cell: Cell) -> str:
    """Return words, or a code."""
    if isinstance(cell, datetime):
        raise ValueError("it is a date; format the cell as text")
    return cell


def several(cell: Cell) -> tuple[str, ...]:
    """Return a list, divided by semicolons."""
    parts = text(cell).replace("；", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())


def truth(cell: Cell) -> bool:
    """Return yes or no."""
    said = text(cell).casefold()
    if said in _YES | _NO:
        return said in _YES
    raise ValueError(f"{said!r} is neither yes (是) nor no (否)")


def beginning(cell: Cell) -> datetime:
    """Return an instant; a day begins at midnight in China."""
    return _instant(cell)


def end(cell: Cell) -> datetime:
    """Return an instant; a day named as the last one is included."""
    whole_day = cell.time() == time() if isinstance(cell, datetime) else ":" not in cell
    return _instant(cell) + timedelta(days=1 if whole_day else 0)


def one_of(known: Mapping[str, str], also: Mapping[str, str]) -> Read:
    """Return a word of ours, or its Chinese; another one is left for the rules to refuse."""
    ours = {chinese: word for word, chinese in known.items()} | dict(also)
    return lambda cell: ours.get(text(cell), text(cell))


area_level = one_of(w.AREA_LEVELS, _LEVELS)
body_level = one_of(w.BODY_LEVELS, {})
unit_kind = one_of(w.UNIT_KINDS, _KINDS)


def _instant(cell: Cell) -> datetime:
    try:
        return _CLOCK.read(cell)
    except RowRefused as refused:
        raise ValueError(str(refused)) from None
