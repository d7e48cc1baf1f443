"""What the engine must know of a view. Everything else of it is in its own folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from psycopg.sql import SQL

from casework.facts import Recorded
from casework.policy.calendar import WorkCalendar

CalendarOf = Callable[[str], WorkCalendar]
INDEXES = "-- indexes"


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A question and the fold that answers it.

    `key` names the row that a fact touches (None: none), by the first column of `row`; `fold` is
    pure. `is_first` says that no row can be there yet, so none is looked for. A view that `grows`
    has a row for each fact and never changes one; one of `many` rows a key folds a tuple of them.
    `version` is raised when its rows would differ from what an earlier one made of the same facts:
    then `casework migrate` makes them anew. `tests/projections/pins.toml` says when that is.
    One that `counts_time` is given `calendar_of` too: a calendar by its tag never changes.
    """

    name: str
    version: int
    folder: Path
    row: type[msgspec.Struct]
    key: Callable[[Recorded], str | None]
    fold: Callable[..., Any]
    is_first: Callable[[Recorded], bool] = lambda recorded: False
    grows: bool = False
    many: bool = False
    counts_time: bool = False

    def with_calendars(self, calendar_of: CalendarOf) -> "View":
        """Return the same view, ready to fold."""
        if not self.counts_time:
            return self
        fold = partial(self.fold, calendar_of=calendar_of)
        return msgspec.structs.replace(self, fold=fold, counts_time=False)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its table, in the order of the row."""
        return self.row.__struct_fields__

    @property
    def tables_sql(self) -> SQL:
        """What makes its table."""
        return SQL(self._schema().partition(INDEXES)[0])

    @property
    def indexes_sql(self) -> SQL:
        """What makes its indexes: after a rebuild has written the rows."""
        return SQL(self._schema().partition(INDEXES)[2])

    def _schema(self) -> str:
        return (self.folder / "schema.sql").read_text(encoding="utf-8")
