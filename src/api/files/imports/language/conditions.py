"""When a rule of a mapping holds: `when = { column = "state", becomes = "Awaiting*" }`.

A cell is compared with a pattern (big and small letters are the same, `*` at the end means
"anything more"), with the last value that its case had in that column, or with the time in another
column. An empty cell is unknown: it is no value, no change, and neither early nor late.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

import msgspec

from api.files.imports.language.templates import Cell, Cells, Read, Template, reader, template
from api.files.imports.language.times import TimeReader

Test = Callable[[Cells, Cells], bool]
Match = Callable[[Cell | None], bool]
Patterns = str | tuple[str, ...]


class ColumnCondition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must hold of one column (`a|b`: whichever of the two is filled): all that is said."""

    column: str
    is_: Patterns | None = msgspec.field(default=None, name="is")
    was: Patterns | None = None
    becomes: Patterns | None = None
    leaves: Patterns | None = None
    changes: bool | None = None
    rises: bool | None = None
    filled: bool | None = None
    after: str | None = None

    @property
    def source(self) -> Template:
        """Return the column as a template."""
        return _column(self.column)

    @property
    def columns(self) -> list[tuple[str, ...]]:
        """Return the columns that it looks at, each with its alternatives."""
        named = [self.column, *([self.after] if self.after is not None else [])]
        return [alternatives for name in named for alternatives in _column(name).columns]

    def check(self) -> None:
        """Raise `ValueError` where it names no column, or says nothing of it."""
        said = [getattr(self, name) for name in self.__struct_fields__[1:]]
        if self.columns and all(what is None for what in said):
            raise ValueError(f"nothing is said of {self.column}")


def _column(name: str) -> Template:
    return template(f"{{{name}}}")


def compiled(conditions: Sequence[ColumnCondition], clock: TimeReader) -> Test:
    """Return all of them as one function of a row's cells and the case's last known values.

    It raises `RowRefused` where times are compared and a cell holds none.
    """
    tests = [test for condition in conditions for test in _tests(condition, clock)]
    if not tests:
        return lambda cells, before: True
    if len(tests) == 1:
        return tests[0]
    return lambda cells, before: all(test(cells, before) for test in tests)


def _tests(condition: ColumnCondition, clock: TimeReader) -> list[Test]:
    now, name, tests = reader(condition.source), condition.column, []
    if condition.is_ is not None:
        tests.append(_is(now, _match(condition.is_)))
    if condition.was is not None:
        tests.append(_was(name, _match(condition.was)))
    if condition.becomes is not None:
        tests.append(_turns(now, name, _match(condition.becomes), into=True))
    if condition.leaves is not None:
        tests.append(_turns(now, name, _match(condition.leaves), into=False))
    if condition.changes is not None:
        tests.append(_changes(now, name, wanted=condition.changes))
    if condition.rises is not None:
        tests.append(_rises(now, name, wanted=condition.rises))
    if condition.filled is not None:
        tests.append(_filled(now, wanted=condition.filled))
    if condition.after is not None:
        tests.append(_after(now, reader(_column(condition.after)), clock))
    return tests


def _match(patterns: Patterns) -> Match:
    folded = [p.casefold() for p in ((patterns,) if isinstance(patterns, str) else patterns)]
    exact = {p for p in folded if not p.endswith("*")}
    starts = tuple(p.rstrip("*") for p in folded if p.endswith("*"))

    @lru_cache(1_000)
    def matches(cell: Cell | None) -> bool:
        if not isinstance(cell, str):
            return False
        value = cell.casefold()
        return value in exact or value.startswith(starts)

    return matches


def _is(read: Read, match: Match) -> Test:
    return lambda cells, before: match(read(cells))


def _was(name: str, match: Match) -> Test:
    return lambda cells, before: match(before.get(name))


def _turns(read: Read, name: str, match: Match, *, into: bool) -> Test:
    """Return the turns from outside a pattern into it, or out of it to another value."""

    def turns(cells: Cells, before: Cells) -> bool:
        now = read(cells)
        return now is not None and match(now) is into and match(before.get(name)) is not into

    return turns


def _changes(read: Read, name: str, *, wanted: bool) -> Test:
    def changes(cells: Cells, before: Cells) -> bool:
        now, then = read(cells), before.get(name)
        return (now is not None and then is not None and now != then) is wanted

    return changes


def _rises(read: Read, name: str, *, wanted: bool) -> Test:
    def rises(cells: Cells, before: Cells) -> bool:
        now, then = _number(read(cells)), _number(before.get(name))
        return (now is not None and then is not None and now > then) is wanted

    return rises


def _filled(read: Read, *, wanted: bool) -> Test:
    return lambda cells, before: (read(cells) is not None) is wanted


def _after(read: Read, other: Read, clock: TimeReader) -> Test:
    def after(cells: Cells, before: Cells) -> bool:
        now, limit = read(cells), other(cells)
        return now is not None and limit is not None and clock.read(now) > clock.read(limit)

    return after


def _number(cell: Cell | None) -> float | None:
    if cell is None or isinstance(cell, datetime):
        return None
    try:
        return float(cell)
    except ValueError:
        return None
