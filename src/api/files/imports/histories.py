"""The rows of one case, as the one command with which it enters."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

import msgspec

from api.files.imports.errors import RowRefused
from api.files.imports.facts.attempt import CaseAttempt, Dated
from api.files.imports.facts.plan import Plan
from api.files.imports.facts.values import one_line
from api.files.imports.language.templates import reader
from api.files.imports.mapping import Mapping
from api.files.imports.numbers import appeal_no
from api.files.imports.reading import FileRow
from api.files.imports.report import Remark
from casework.appeal.commands import ImportHistory


class CaseRead(msgspec.Struct, frozen=True):
    """A case as one command, or none where no row of it serves; and the remarks on its rows."""

    command: ImportHistory | None
    remarks: Sequence[Remark]


class CaseReader:
    """Reads the cases of one system. `now` is when the import began: later times are refused."""

    def __init__(self, mapping: Mapping, now: datetime) -> None:
        self.system = mapping.system
        self.columns = _flat(mapping.columns)
        self.id_columns = _flat(mapping.id.columns)
        self._id, self._plan = reader(mapping.id), Plan(mapping, now)

    def identify(self, row: FileRow) -> str | None:
        """Return the number of the row's case in its own system."""
        cell = self._id(row.cells)
        return None if cell is None else one_line(str(cell)) or None

    def read(self, external_no: str, rows: Iterable[FileRow]) -> CaseRead:
        """Return the case of these rows. One that cannot be used is left out, the rest is read."""
        number, remarks = appeal_no(self.system, external_no), list[Remark]()
        usable = self._dated(external_no, rows, remarks)
        while usable:
            attempt = CaseAttempt(self._plan, number, external_no, usable)
            try:
                history = attempt.history()
            except RowRefused as refusal:
                remarks.append(Remark(attempt.current.number, external_no, str(refusal)))
                usable.remove(attempt.current)
            else:
                losses = (
                    Remark(n, external_no, loss, refused=False) for n, loss in attempt.warnings
                )
                return CaseRead(
                    ImportHistory(appeal_no=number, history=history), [*remarks, *losses]
                )
        return CaseRead(None, remarks)

    def _dated(
        self, external_no: str, rows: Iterable[FileRow], remarks: list[Remark]
    ) -> list[Dated]:
        """Return the rows that have a time, in their order or the one that the mapping asks for."""
        dated, plan = list[Dated](), self._plan
        for row in rows:
            try:
                at = plan.checked(plan.time(row.cells))
                place = plan.sort_by(row.cells) or at if plan.sort_by else at
                dated.append(Dated(row.number, row.cells, at, place))
            except RowRefused as refusal:
                remarks.append(Remark(row.number, external_no, str(refusal)))
        if plan.sort_by:
            return sorted(dated, key=lambda row: row.place)
        if plan.in_file_order:
            return dated
        return _forwards(external_no, dated, remarks)


def _forwards(external_no: str, rows: list[Dated], remarks: list[Remark]) -> list[Dated]:
    """Return the rows, or reversed where the file is written newest first: no step forward in it.

    Any other step back is remarked on: clocks are set, and clerks write things down later.
    """
    steps = [(a, b) for a, b in pairwise(rows) if a.at != b.at]
    back = [b for a, b in steps if b.at < a.at]
    if len(back) > 1 and len(back) == len(steps):
        loss = "the rows of its case run backwards in time: sort them, or say [case] sort_by"
        remarks.extend(Remark(row.number, external_no, loss) for row in rows)
        return []
    loss = "its time lies before that of the row above it"
    remarks.extend(Remark(row.number, external_no, loss, refused=False) for row in back)
    return rows


def _flat(columns: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for alternatives in columns for name in alternatives))
