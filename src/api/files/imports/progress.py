"""How far an import is: a bar at a terminal, a line now and then elsewhere."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Column
from rich.text import Text

LINE_EVERY_SECONDS = 5.0
ROWS_A_STEP = 500


class ImportProgress:
    """Counts rows up to `total`."""

    def __init__(self, console: Console, name: str, total: int) -> None:
        self._console, self._name, self._total = console, name, total
        self._rows, self._shown, self._began = 0, 0, time.monotonic()
        self._next_line = self._began + LINE_EVERY_SECONDS
        self._bar: Progress | None = None
        if console.is_terminal:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(20),
                _Rate(),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=console, transient=True)
            self._task = self._bar.add_task(name, total=total)

    def advance(self, rows: int) -> None:
        """Count these rows as done."""
        self._rows += rows
        if self._rows - self._shown < ROWS_A_STEP:
            return
        self._shown = self._rows
        if self._bar:
            self._bar.update(self._task, completed=self._rows)
        elif (now := time.monotonic()) >= self._next_line:
            self._next_line = now + LINE_EVERY_SECONDS
            self._console.print(self._line(now))

    def _line(self, now: float) -> str:
        rate = self._rows / (now - self._began)
        left = (self._total - self._rows) / rate
        return (
            f"{self._name}: {self._rows:,} of {self._total:,} rows, "
            f"{rate:,.0f} rows/s, {left:.0f} s left"
        )

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()


class _Rate(ProgressColumn):
    """1,500/8,577 rows · 3,100 rows/s."""

    def get_table_column(self) -> Column:
        """Return the column, on one line."""
        return Column(no_wrap=True)

    def render(self, task: Task) -> Text:
        """Return the cell of the bar."""
        rate = f" · {task.speed:,.0f} rows/s" if task.speed else ""
        return Text(f"{task.completed:,.0f}/{task.total or 0:,.0f} rows{rate}")
