"""What a mapping writes in quotes: words as they are, and columns in braces.

`"{a}"` is what stands in column a; `"{a|b}"` the first of them that is filled; `"No. {a} of {b}"`
words around columns. Where every column of a text is empty, the whole text is empty.
"""

import re
from collections.abc import Callable
from datetime import datetime

import msgspec

Cell = str | datetime
Cells = dict[str, Cell | None]
Read = Callable[[Cells], Cell | None]

_BRACES = re.compile(r"\{([^{}]*)\}")


class Template(msgspec.Struct, frozen=True):
    """One such text. `parts` alternates words (str) and columns (the alternatives, in order)."""

    text: str
    parts: tuple[str | tuple[str, ...], ...]

    @property
    def columns(self) -> list[tuple[str, ...]]:
        """Return the columns it names, each with its alternatives."""
        return [part for part in self.parts if isinstance(part, tuple)]

    @property
    def is_constant(self) -> bool:
        """Return whether it names no column."""
        return not self.columns


def template(text: str) -> Template:
    """Return the text, taken apart. Raise `ValueError` for braces not closed or empty."""
    if re.search(r"[{}]", _BRACES.sub("", text)):
        raise ValueError(f"{text!r} has a brace without its partner")
    parts: list[str | tuple[str, ...]] = []
    for n, piece in enumerate(_BRACES.split(text)):
        if n % 2:
            parts.append(_alternatives(text, piece))
        elif piece:
            parts.append(piece)
    return Template(text, tuple(parts))


def _alternatives(text: str, piece: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in piece.split("|"))
    if not all(names):
        raise ValueError(f"{text!r} has braces without a column's name in them")
    return names


def reader(source: Template) -> Read:
    """Return the fastest way to read it from a row's cells."""
    if source.is_constant:
        return lambda cells: source.text
    if len(source.parts) == 1:
        return _column(source.columns[0])
    return _mixture([p if isinstance(p, str) else _column(p) for p in source.parts])


def _column(names: tuple[str, ...]) -> Read:
    name, *others = names
    if not others:
        return lambda cells: cells.get(name)
    rest = _column(tuple(others))
    return lambda cells: cell if (cell := cells.get(name)) is not None else rest(cells)


def _mixture(parts: list[str | Read]) -> Read:
    def read(cells: Cells) -> str | None:
        said = [part if isinstance(part, str) else part(cells) for part in parts]
        columns = zip(parts, said, strict=True)
        if all(value is None for part, value in columns if not isinstance(part, str)):
            return None
        return "".join(str(value) for value in said if value is not None)

    return read
