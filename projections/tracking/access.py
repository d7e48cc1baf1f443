"""What of a row decides who reads it, for one row and as SQL for many, from one table.

`casework.appeal.access` says what must hold; each of its conditions is a column here, held against
the same value. A list, a count and an export are narrowed by this, a single read asks the row.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from casework.appeal.access import ENDED, Clause, Condition, Matter, Scope
from projections.tracking import queries
from projections.tracking.rows import TrackingRow
from projections.tracking.ways import Condition as Among
from projections.tracking.ways import Way

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


def within(scope: Scope, unit: str | None = None) -> Among:
    """Return the condition of the rows that this scope reads; `unit` is said to lead them all."""
    sql = _Sql(unit=unit)
    whole, ways = sql.scope(scope), tuple(sql.ways(scope))
    return Among(whole, sql.params, ways)


def searched(scope: Scope) -> Among:
    """Return the condition of what a search may find: by words only where words are read."""
    sql = _Sql("w")
    acting = sql.any(clause for clause in scope.clauses if clause.words)
    found = f"sensitive <> 'threat' OR {acting} OR {queries.BY_NUMBER}"
    return Among(found, sql.params)


class _Sql:
    """Writes conditions, and gathers their parameters under names of their own."""

    def __init__(self, prefix: str = "s", unit: str | None = None) -> None:
        self._prefix, self._unit = prefix, unit
        self.params: tuple[tuple[str, Any], ...] = ()

    def scope(self, scope: Scope) -> str:
        parts = [self.any(scope.clauses), *(self.one(each) for each in scope.never)]
        return " AND ".join(parts)

    def any(self, clauses: Iterable[Clause]) -> str:
        asked = [self._asked(clause) for clause in clauses]
        if not all(asked):
            return "true"
        found = [" AND ".join(map(self.one, conditions)) for conditions in asked]
        return f"({' OR '.join(f'({each})' for each in found)})" if found else "false"

    def ways(self, scope: Scope) -> Iterator[Way]:
        """Give each clause by itself, which an index may answer; none where one is everything."""
        asked = [self._asked(clause) for clause in scope.clauses]
        if not all(asked):
            return
        for conditions in asked:
            several = next((c for c in conditions if _is_split(c)), None)
            left = [self.one(c) for c in (*conditions, *scope.never) if c is not several]
            if several is None:
                yield Way(" AND ".join(left))
            elif several.field == "status":
                for states in _by_index(several.value):
                    yield Way(" AND ".join([_named(states), *left]), states=states)
            else:
                each = f"{self._param(sorted(several.value))}::text[]"
                yield Way(" AND ".join(["lead_unit = each", *left]), each)

    def _asked(self, clause: Clause) -> list[Condition]:
        """What of a clause is still to be asked: not that the unit leads which the list names."""
        return [c for c in clause.conditions if c.field != "lead_unit" or self._unit not in c.value]

    def one(self, condition: Condition) -> str:
        if condition.field == "overdue":
            return f"({queries.TO_CALL})"
        column = _COLUMNS[condition.field]
        if condition.field == "confidential":
            return column if condition.value else f"NOT {column}"
        match condition.how:
            case "is":
                return f"{column} = {self._param(condition.value)}"
            case "among" if len(condition.value) == 1:
                return f"{column} = {self._param(*condition.value)}"
            case "among":
                return f"{column} = ANY ({self._param(sorted(condition.value))}::text[])"
            case "outside":
                values = self._param(sorted(condition.value))
                return f"({column} IS NULL OR {column} <> ALL ({values}::text[]))"
            case "overlaps":
                values = self._param(sorted(condition.value))
                return f"({column} <> '{{}}' AND {column} && {values}::text[])"
        return f"{column} LIKE {self._param(queries.prefix(condition.value))}"

    def _param(self, value: Any) -> str:
        name = f"{self._prefix}{len(self.params)}"
        self.params = (*self.params, (name, value))
        return f"%({name})s"


def _is_split(condition: Condition) -> bool:
    """Whether it names some units that lead, or states: an index keeps each of them in order."""
    several = condition.field == "lead_unit" and len(condition.value) > 1
    return several or (condition.field == "status" and condition.how == "among")


def _by_index(states: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Each open state, of which an index keeps the order, and the ended ones together."""
    yield from ((state,) for state in states if state not in ENDED)
    if ended := tuple(state for state in states if state in ENDED):
        yield ended


def _named(states: tuple[str, ...]) -> str:
    """The states in the statement itself, so that an index of open work is seen to do."""
    quoted = ", ".join(f"'{state}'" for state in states)
    return f"status IN ({quoted})"
