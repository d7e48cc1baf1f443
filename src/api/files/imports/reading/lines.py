"""The records of a CSV text, with the lines that each takes; one stray quote costs its own line.

A quote that is never closed, or closed in the middle of a cell, would swallow the rows below it. So
a record that cannot be read is given up with the lines up to the one where its cell began, and
reading goes on with the line below.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TextIO

import msgspec

_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_STRAY = "no end of the cell that begins at line {}: a quote is too many"
_SWALLOWED = "the cell that begins at line {} holds whole rows: a quote is too many"


class Record(msgspec.Struct, frozen=True):
    """The cells of one record, the line it begins at, how many it takes; or what is wrong."""

    line: int
    lines: int
    values: Sequence[str]
    problem: str | None = None


class CsvLines:
    """The lines of a text, which may be given back to be read again."""

    def __init__(self, text: TextIO, above: int) -> None:
        self._text, self._again = text, deque[str]()
        self.taken: list[str] = []
        self.number = sum(next(text, None) is not None for _ in range(above))

    def __iter__(self) -> "CsvLines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._text)
        self.taken.append(line)
        self.number += 1
        return line

    def keep(self, count: int) -> None:
        """Give back what was taken beyond so many lines."""
        given_back = self.taken[count:]
        self._again.extendleft(reversed(given_back))
        self.number -= len(given_back)
        del self.taken[count:]


def records(text: TextIO, delimiter: str, above: int = 0) -> Iterator[Record]:
    """Yield every record below so many lines, in its order, blank lines too."""
    lines = CsvLines(text, above)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first, values, problem = lines.number + 1, list[str](), _STRAY
        lines.taken = []
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            opened = _opened(lines.taken, delimiter)
        else:
            if len(lines.taken) == 1 or not _holds_rows(lines.taken, delimiter, len(values)):
                yield Record(first, len(lines.taken), values)
                continue
            opened, problem = _first_open(lines.taken, delimiter), _SWALLOWED
        lines.keep(opened + 1)
        yield Record(first, opened + 1, [], problem.format(first + opened))


def _holds_rows(taken: Sequence[str], delimiter: str, width: int) -> bool:
    """Return whether a line within a record looks like a row: as many cells, shaped as the first.

    Prose over several lines has delimiters too, but no times and numbers at the same places.
    """
    shapes = [_shape(cell) for cell in taken[0].split(delimiter)]
    return any(
        line.count(delimiter) >= width - 1 > 0 and _is_alike(shapes, line.split(delimiter))
        for line in taken[1:]
    )


def _is_alike(shapes: Sequence[str], cells: Sequence[str]) -> bool:
    same = [a for a, b in zip(shapes, map(_shape, cells), strict=False) if a == b and "0" in a]
    return len(same) > 1 or any(len(shape) > 2 for shape in same)


def _shape(cell: str) -> str:
    return _LETTERS.sub("a", _DIGITS.sub("0", cell.strip().strip('"')))


def _first_open(taken: Sequence[str], delimiter: str) -> int:
    """Return the first of these lines that ends within quotes."""
    return next((n for n, _, is_open in _walked(taken, delimiter) if is_open), 0)


def _opened(taken: Sequence[str], delimiter: str) -> int:
    """Return the line where the cell began that is not closed, or closed in its middle."""
    begun = 0
    for _, opened, _ in _walked(taken, delimiter):
        begun = opened
    return begun


def _walked(taken: Sequence[str], delimiter: str) -> Iterator[tuple[int, int, bool]]:
    """Yield for each line: its place, where the last quoted cell began, whether it is open.

    Ends where a quote is followed by what may not follow it.
    """
    state, begun = "start", 0
    for n, line in enumerate(taken):
        for sign in line.rstrip("\r\n") + "\n":
            if state == "quoted":
                state = "quote" if sign == '"' else state
            elif sign == '"' and state in ("start", "quote"):
                begun = n if state == "start" else begun
                state = "quoted"
            elif sign in (delimiter, "\n"):
                state = "start"
            elif state == "quote":
                yield n, begun, True
                return
            else:
                state = "plain"
        yield n, begun, state == "quoted"
