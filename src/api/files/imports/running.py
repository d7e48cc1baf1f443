"""The whole import of one file: every case of it is one command, many of them under way at once."""

import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from api.files.imports.errors import ImportStopped
from api.files.imports.histories import CaseReader
from api.files.imports.mapping import Mapping
from api.files.imports.progress import ImportProgress
from api.files.imports.reading import FileRow, LineAccounts, Table, open_table
from api.files.imports.report import Remark, Report
from casework.appeal.commands import ImportHistory
from casework.appeal.events import FACTS
from casework.application import Casework
from casework.callers import IMPORTER
from casework.errors import CaseworkError, KeyReused, StoreUnavailable
from casework.requests import Request, command_id

UNDER_WAY = 2_000
PATIENCE_SECONDS = 60.0
_COUNTED = (
    "rows",
    "taken",
    "cases",
    "already_there",
    "refused_rows",
    "refused_cases",
    "remarks",
    "events",
)


class Imported(msgspec.Struct, frozen=True):
    """What became of a file. `remarks` counts rows that came in, but not whole.

    Every row is `taken` (its case is there) or refused, alone or with its case; `accounts` says the
    same of every line. `facts` counts what was stored, by topic, in the order of events.
    """

    file: Path
    accounts: LineAccounts
    rows: int
    taken: int
    cases: int
    already_there: int
    refused_rows: int
    refused_cases: int
    remarks: int
    events: int
    facts: dict[str, int]
    seconds: float
    report: Path | None

    @property
    def events_per_second(self) -> float:
        """Return how fast they were stored."""
        return self.events / self.seconds


def import_file(
    casework: Casework, file: Path, mapping: Mapping, console: Console | None = None
) -> Imported:
    """Import every case of a file, and say on the console how it goes.

    Raises `ImportRefused`: the file is not what the mapping expects, or the database went away.
    """
    console, began = console or Console(), time.monotonic()
    table = open_table(file, mapping)
    with Report(file) as report:
        importing = _Importing(casework, CaseReader(mapping, datetime.now(UTC)), report)
        importing.run(table, file.name, console)
    imported = importing.imported(file, table, time.monotonic() - began)
    _summarise(imported, table, report, console)
    return imported


class _Sent(msgspec.Struct, frozen=True):
    """A case under way: its rows that are in it, and what they lost on their way."""

    request: Request
    case: str
    rows: Sequence[int]
    losses: Sequence[Remark]


class _Importing:
    """One import under way."""

    def __init__(self, casework: Casework, reader: CaseReader, report: Report) -> None:
        self._casework, self._reader, self._report = casework, reader, report
        self._under_way: deque[_Sent] = deque()
        self._count: Counter[str] = Counter()
        self._facts: Counter[str] = Counter()

    def run(self, table: Table, name: str, console: Console) -> None:
        """Read, send and settle everything."""
        rows_left = self._rows_of_cases(table)
        with ImportProgress(console, name, self._count["rows"] - rows_left[None]) as progress:
            for external_no, rows in self._cases(table, rows_left):
                self._send(external_no, rows)
                progress.advance(len(rows))
            while self._under_way:
                self._settle_oldest()

    def imported(self, file: Path, table: Table, seconds: float) -> Imported:
        """Return the counts, which leave no row out."""
        counted = {name: self._count[name] for name in _COUNTED}
        facts = {f.TOPIC: self._facts[f.TOPIC] for f in FACTS if f.TOPIC in self._facts}
        report = self._report.path
        accounted = counted["taken"] + counted["refused_rows"]
        assert accounted == counted["rows"] == table.accounts.records, (
            "a row was neither taken nor told"
        )
        return Imported(
            file=file,
            accounts=table.accounts,
            facts=facts,
            seconds=seconds,
            report=report,
            **counted,
        )

    def _rows_of_cases(self, table: Table) -> Counter[str | None]:
        """Return how many rows each case has: so that no more is held than cases not yet whole."""
        identify = self._reader.identify
        rows = Counter(identify(row) for row in table.rows(self._reader.id_columns))
        self._count["rows"] = rows.total()
        return rows

    def _cases(
        self, table: Table, rows_left: Counter[str | None]
    ) -> Iterator[tuple[str, Sequence[FileRow]]]:
        """Yield each case with its rows, as soon as its last row was read."""
        waiting: dict[str, list[FileRow]] = {}
        for row in table.rows(self._reader.columns):
            if (external_no := self._reader.identify(row)) is None:
                problem = row.problem or "it does not say which case it belongs to"
                self._remark(Remark(row.number, "", problem))
                continue
            waiting.setdefault(external_no, []).append(row)
            rows_left[external_no] -= 1
            if not rows_left[external_no]:
                del rows_left[external_no]
                yield external_no, waiting.pop(external_no)

    def _send(self, external_no: str, rows: Sequence[FileRow]) -> None:
        case = self._reader.read(external_no, rows)
        refused = [remark for remark in case.remarks if remark.refused]
        losses = [remark for remark in case.remarks if not remark.refused]
        for remark in refused:
            self._remark(remark)
        if case.command is None:
            self._count["refused_cases"] += 1
            return
        left_out = {remark.row for remark in refused}
        taken = [row.number for row in rows if row.number not in left_out]
        if len(self._under_way) >= UNDER_WAY:
            self._settle_oldest()
        request = self._request(external_no, case.command)
        self._under_way.append(_Sent(request, external_no, taken, losses))

    def _request(self, external_no: str, command: ImportHistory) -> Request:
        return self._casework.send(
            command,
            IMPORTER,
            command_id=command_id("import", self._reader.system, external_no),
            until=time.monotonic() + PATIENCE_SECONDS,
        )

    def _settle_oldest(self) -> None:
        sent = self._under_way.popleft()
        try:
            answer = sent.request.future.result()
        except StoreUnavailable:
            raise ImportStopped(
                f"The database went away after {self._count['cases']:,} cases. Run the same import "
                "again when it is back: what is there already is passed over."
            ) from None
        except KeyReused:
            self._refuse(sent, "the case was imported before, with another history")
        except CaseworkError as error:
            self._refuse(sent, str(error))
        else:
            self._count["taken"] += len(sent.rows)
            for loss in sent.losses:
                self._remark(loss)
            self._count["already_there" if answer.repeated else "cases"] += 1
            if not answer.repeated:
                self._count_facts(sent.request)

    def _count_facts(self, request: Request) -> None:
        assert isinstance(request.command, ImportHistory)
        self._facts.update(decided.fact.TOPIC for decided in request.command.history)
        self._count["events"] += len(request.command.history)

    def _refuse(self, sent: _Sent, reason: str) -> None:
        """Refuse a whole case; its first row stands for it in the report."""
        self._count["refused_cases"] += 1
        self._count["refused_rows"] += len(sent.rows)
        self._report.write(Remark(sent.rows[0], sent.case, reason))

    def _remark(self, remark: Remark) -> None:
        self._count["refused_rows" if remark.refused else "remarks"] += 1
        self._report.write(remark)


def _summarise(imported: Imported, table: Table, report: Report, console: Console) -> None:
    lines = [
        f"{imported.file.name}: {imported.rows:,} rows, {imported.cases:,} cases imported, "
        f"{imported.already_there:,} already there",
        f"{imported.events:,} events in {imported.seconds:.1f} s, "
        f"{imported.events_per_second:,.0f} events/s",
        _accounted(imported),
        *table.notes,
    ]
    if imported.facts:
        lines.append(", ".join(f"{topic} {n:,}" for topic, n in imported.facts.items()))
    if report.path:
        elsewhere = " (its own folder is not writable)" if report.is_elsewhere else ""
        lines.append(
            f"{imported.refused_rows:,} rows and {imported.refused_cases:,} cases refused, "
            f"{imported.remarks:,} rows not whole: see {report.path}{elsewhere}"
        )
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _accounted(imported: Imported) -> str:
    """Return every line of the file: what became of it."""
    lines = imported.accounts
    return (
        f"{lines.lines:,} lines = {lines.header:,} to the header + {imported.taken:,} rows taken + "
        f"{imported.refused_rows:,} refused + {lines.joined:,} joined to the row above + "
        f"{lines.blank:,} blank"
    )
