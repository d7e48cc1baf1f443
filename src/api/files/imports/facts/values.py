"""One field of one rule, read from a row: cleaned, translated, checked."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from api.files.imports.errors import RowRefused
from api.files.imports.language.conditions import ColumnCondition, compiled
from api.files.imports.language.fields import Choice, Field, NumberField, Words
from api.files.imports.language.rules import Value
from api.files.imports.language.templates import Cells, Read, Template, reader
from api.files.imports.language.times import TimeReader
from casework import same
from casework.appeal import texts

Warn = Callable[[str], None]
ReadValue = Callable[[Cells, Cells, Warn], Any]

_RETURN = re.compile(r"(_x000D_)?\r?\n|\r|_x000D_")  # how workbooks write it into text
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


def value_reader(
    name: str,
    field: Field,
    value: Value,
    values: Mapping[str, Mapping[str, str]],
    clock: TimeReader,
) -> ReadValue:
    """Return how this field is read: from a row's cells, and the case's last known values."""
    if isinstance(value, bool):
        return lambda cells, before, warn: value
    if isinstance(value, ColumnCondition):
        test = compiled([value], clock)
        return lambda cells, before, warn: test(cells, before)
    table = {} if value.is_constant else values.get(name, {})
    match field:
        case Words():
            return _words(name, field, value, table)
        case Choice():
            return _choice(name, field, reader(value), table)
        case NumberField():
            return _number(name, field, reader(value))
        case _:
            return instant_reader(value, clock)


def instant_reader(value: Template, clock: TimeReader) -> Callable[..., Any]:
    """Return how a time is read as an instant."""
    read = reader(value)
    return lambda cells, *_: None if (cell := read(cells)) is None else clock.read(cell)


@lru_cache(2_000)
def one_line(text: str) -> str:
    """Return the text on one line, single-spaced, without control characters."""
    return texts.without_control(" ".join(_RETURN.sub(" ", text).split()))


def paragraphs(text: str) -> str:
    """Return the text with plain line breaks, single empty lines, and no control characters."""
    if text.isprintable():
        return text.strip()
    return texts.without_control(_EMPTY_LINES.sub("\n\n", _RETURN.sub("\n", text)))


_starred = lru_cache(2_000)(same.starred)


def _words(name: str, field: Words, value: Template, table: Mapping[str, str]) -> ReadValue:
    read, limit = reader(value), field.limit
    clean = one_line if field.one_line else paragraphs
    star = _starred if field.one_line else same.starred

    def words(cells: Cells, before: Cells, warn: Warn) -> str | None:
        if (cell := read(cells)) is None:
            return None
        text = clean(str(cell))
        if not text.isprintable() or len(text) != len(str(cell)):
            _remark_control(name, str(cell), warn)
        if table:
            text = table.get(text.casefold()) or table.get("*") or text
        if field.public and (starred := star(text)) != text:
            warn(f"{name} held a number of a person, which was starred out")
            text = starred
        if len(text) > limit:
            warn(f"{name} had {len(text)} characters and was cut to {limit}")
            text = text[:limit]
        return text or None

    return words


def _remark_control(name: str, raw: str, warn: Warn) -> None:
    if texts.holds_control(raw):
        warn(f"{name} held control characters, which were left out")


def _choice(name: str, field: Choice, read: Read, table: Mapping[str, str]) -> ReadValue:
    among = set(field.among)

    def choice(cells: Cells, before: Cells, warn: Warn) -> str | None:
        if (cell := read(cells)) is None:
            return None
        word = str(cell)
        word = table.get(word.casefold()) or table.get("*") or word
        if word not in among:
            raise RowRefused(
                f"{name} is {word[:40]!r}: translate it in [values.{name}] "
                f"to one of {', '.join(field.among)}"
            )
        return word

    return choice


def _number(name: str, field: NumberField, read: Read) -> ReadValue:
    def number(cells: Cells, before: Cells, warn: Warn) -> float | None:
        if (cell := read(cells)) is None:
            return None
        try:
            value = float(str(cell))
        except ValueError:
            raise RowRefused(f"{name} is {str(cell)[:40]!r} and no number") from None
        if not field.least <= value <= field.most:
            raise RowRefused(f"{name} is {value}, not from {field.least} to {field.most}")
        return value

    return number
