"""One attempt to read one case. It fails on the first row that cannot be used."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from api.files.imports.errors import RowRefused
from api.files.imports.facts.builder import HistoryBuilder, Values
from api.files.imports.facts.plan import FactRule, Plan
from api.files.imports.language.templates import Cells
from casework.facts import NewFact, Source
from casework.same import OwnWords, folded

_NOBODY = OwnWords()


class Dated(msgspec.Struct, frozen=True, gc=False):
    """A row with its time, and the time that it is sorted by."""

    number: int
    cells: Cells
    at: datetime
    place: datetime


class CaseAttempt:
    """After a failure `current` is the row to leave out. `warnings` are (row, what was lost)."""

    def __init__(self, plan: Plan, appeal_no: str, external_no: str, rows: Sequence[Dated]) -> None:
        self._plan, self._appeal_no, self._rows = plan, appeal_no, rows
        self._builder = HistoryBuilder(external_no)
        self._before: Cells = {}
        self._done: set[FactRule] = set()
        self._history: list[NewFact] = []
        self._whole = {"first": _filled(rows), "last": _filled(rows[::-1])}
        self.current = rows[0]
        self.warnings: list[tuple[int, str]] = []
        self._own = OwnWords()

    def history(self) -> tuple[NewFact, ...]:
        """Return the facts of the case, in the order of rows and rules. Raise `RowRefused`."""
        for n, row in enumerate(self._rows, 1):
            self.current = row
            before = len(self._history)
            for rule in self._plan.rules_for(first=n == 1, last=n == len(self._rows)):
                if not (rule.otherwise and len(self._history) > before):
                    self._ask(rule, row)
            if len(self._history) == before:
                self._warn("no rule of the mapping fits it, so it left nothing behind")
            self._remember(row.cells)
        self._compare()
        return tuple(self._history)

    def _compare(self) -> None:
        """Remark once on what the rows of one case do not agree about."""
        written = {str(self._plan.id(row.cells)).strip() for row in self._rows}
        if len(written) > 1:
            self._warn("the number of its case is written in more than one way")
        for name, read in self._plan.constant:
            first = read(self._whole["first"])
            for row in self._rows[1:]:
                self.current, cell = row, read(row.cells)
                if cell is not None and folded(str(cell)) != folded(str(first)):
                    self._warn(f"{name} is another than on the first row of its case, which counts")
                    break

    def _ask(self, rule: FactRule, row: Dated) -> None:
        if rule.once and rule in self._done:
            return
        if (found := self._found(rule, row)) is None:
            return
        values, at = found
        if (fact := rule.make(self._builder, values, at)) is not None:
            source = Source(self._plan.system, row.number)
            self._history.append(NewFact(self._appeal_no, fact, at, source))
            self._done.add(rule)

    def _found(self, rule: FactRule, row: Dated) -> tuple[Values, datetime] | None:
        """Return what a rule reads here. A bad cell of another row is not held against this one."""
        whole = self._whole.get(rule.row, row.cells)
        try:
            return self._read(rule, whole, row)
        except RowRefused:
            if whole is row.cells:
                raise
            return self._read(rule, row.cells, row)

    def _read(self, rule: FactRule, cells: Cells, row: Dated) -> tuple[Values, datetime] | None:
        if not rule.holds(cells, self._before):
            return None
        at = rule.at(cells) if rule.at else row.at
        if at is None and not rule.opens:
            self._warn(f"{rule.name} was left out, for its time {rule.at_column} is empty")
            return None
        at = self._plan.checked(at) if rule.at else row.at
        return self._masked(rule, rule.read(cells, self._before, self._warn)), at

    def _masked(self, rule: FactRule, values: Values) -> Values:
        """Return the values without what the claimant's fields hold, where others read it."""
        if rule.opens:
            phone, name = values.get("claimant_phone"), values.get("claimant_name")
            self._own = OwnWords(name=name, phone=phone, address=values.get("address"))
        if self._own == _NOBODY:
            return values
        masked = dict(values)
        for field in rule.public:
            text = values.get(field)
            if isinstance(text, str) and (kind := self._own.disclosed(text)):
                masked[field] = self._own.starred(text)
                self._warn(f"{field} held the claimant's {kind}, which was starred out")
        return masked

    def _remember(self, cells: Cells) -> None:
        for name, read in self._plan.compared:
            if (cell := read(cells)) is not None:
                self._before[name] = cell

    def _warn(self, loss: str) -> None:
        self.warnings.append((self.current.number, loss))


def _filled(rows: Sequence[Dated]) -> Cells:
    """Return the cells of the first of these rows, and of the next what is empty there."""
    cells = rows[0].cells
    if None not in cells.values():
        return cells
    cells = dict(cells)
    for row in rows[1:]:
        for column, cell in row.cells.items():
            if cells[column] is None:
                cells[column] = cell
    return cells
