"""What of a row decides who reads it, for one row and as SQL for many, from one table.

`casework.appeal.access` says what must hold; each of its conditions is a column here, held against
the same value. A list, a count and an export are narrowed by this, a single read asks the row.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from casework.appeal.access import Clause, Condition, Matter, Scope
from projections.tracking import queries
from projections.tracking.rows import TrackingRow

_COLUMNS = {
    "status": "status", "collected_by": "collected_by", "area": "area", "lead_unit": "lead_unit",
    "co_units": "co_units", "handed_to": "handed_to", "copied_to": "copied_to",
    "supervised": "supervised", "accused": "complained_against_unit",
    "arbitrators": "arbitrators", "confidential": "(flags @> ARRAY['confidential'])",
}  # fmt: skip


def matter_of(row: TrackingRow, now: datetime) -> Matter:
    """Return what the table of access asks of this row."""
    return Matter(
        status=row.status,
        collected_by=row.collected_by,
        area=row.area,
        lead_unit=row.lead_unit,
        co_units=row.co_units,
        handed_to=row.handed_to,
        copied_to=row.copied_to,
        supervised=row.supervised,
        accused=row.complained_against_unit,
        arbitrators=row.arbitrators,
        confidential="confidential" in row.flags,
        threat=row.sensitive == "threat",
        overdue=queries.is_to_call(row, now),
    )


def within(scope: Scope) -> queries.Condition:
    """Return the condition of the rows that this scope reads."""
    sql = _Sql()
    return queries.Condition(sql.scope(scope), sql.params)


def searched(scope: Scope) -> queries.Condition:
    """Return the condition of what a search may find: by words only where words are read."""
    sql = _Sql("w")
    acting = sql.any(clause for clause in scope.clauses if clause.words)
    found = f"sensitive <> 'threat' OR {acting} OR {queries.BY_NUMBER}"
    return queries.Condition(found, sql.params)


class _Sql:
    """Writes conditions, and gathers their parameters under names of their own."""

    def __init__(self, prefix: str = "s") -> None:
        self._prefix = prefix
        self.params: tuple[tuple[str, Any], ...] = ()

    def scope(self, scope: Scope) -> str:
        parts = [self.any(scope.clauses), *(self.one(each) for each in scope.never)]
        return " AND ".join(parts)

    def any(self, clauses: Iterable[Clause]) -> str:
        found = [" AND ".join(map(self.one, c.conditions)) or "true" for c in clauses]
        return f"({' OR '.join(f'({each})' for each in found)})" if found else "false"

    def one(self, condition: Condition) -> str:
        if condition.field == "overdue":
            return f"({queries.TO_CALL})"
        column = _COLUMNS[condition.field]
        if condition.field == "confidential":
            return column if condition.value else f"NOT {column}"
        match condition.how:
            case "is":
                return f"{column} = {self._param(condition.value)}"
            case "among":
                return f"{column} = ANY ({self._param(sorted(condition.value))}::text[])"
            case "outside":
                values = self._param(sorted(condition.value))
                return f"({column} IS NULL OR {column} <> ALL ({values}::text[]))"
            case "overlaps":
                return f"{column} && {self._param(sorted(condition.value))}::text[]"
        return f"{column} LIKE {self._param(queries.prefix(condition.value))}"

    def _param(self, value: Any) -> str:
        name = f"{self._prefix}{len(self.params)}"
        self.params = (*self.params, (name, value))
        return f"%({name})s"
