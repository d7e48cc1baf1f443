"""What of a row decides who reads it, for one row and as SQL for many, from one table.

`casework.appeal.access` says what must hold; each of its conditions is a column here, held against
the same value. A list, a count and an export are narrowed by this, a single read asks the row.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from psycopg.sql import SQL, Identifier, Literal, Placeholder

from casework.appeal.access import ENDED, Clause, Condition, Matter, Scope
from casework.sql import Statements, all_of, any_of
from projections.tracking.conditions import BY_NUMBER, TO_CALL, prefix
from projections.tracking.lights import is_to_call
from projections.tracking.rows import TrackingRow
from projections.tracking.ways import SqlCondition as Among
from projections.tracking.ways import Way

_SQL = Statements(__file__)
_COLUMNS = {"accused": "complained_against_unit"}  # the others are called alike


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
        overdue=is_to_call(row, now),
    )


def within(scope: Scope, unit: str | None = None) -> Among:
    """Return the condition of the rows that this scope reads; `unit` is said to lead them all."""
    composer = _Composer(unit=unit)
    whole, ways = composer.scope(scope), tuple(composer.ways(scope))
    by_value = any(c.how == "begins" for clause in scope.clauses for c in clause.conditions)
    return Among(whole, composer.params, ways, by_value)


def searched(scope: Scope) -> Among:
    """Return the condition of what a search may find: by words only where words are read."""
    composer = _Composer("w")
    acting = composer.any(clause for clause in scope.clauses if clause.words)
    found = _SQL.of("found_by", acting=acting, by_number=BY_NUMBER)
    return Among(found, composer.params)


class _Composer:
    """Composes conditions, and gathers their parameters under names of their own."""

    def __init__(self, prefix: str = "s", unit: str | None = None) -> None:
        self._prefix, self._unit = prefix, unit
        self.params: tuple[tuple[str, Any], ...] = ()

    def scope(self, scope: Scope) -> SQL:
        return all_of([self.any(scope.clauses), *map(self.one, scope.never)])

    def any(self, clauses: Iterable[Clause]) -> SQL:
        asked = [self._asked_conditions(clause) for clause in clauses]
        if not all(asked):
            return all_of(())
        found = [all_of(map(self.one, conditions)) for conditions in asked]
        return any_of(found)

    def ways(self, scope: Scope) -> Iterator[Way]:
        """Yield each clause by itself, which an index may answer; none where one is everything."""
        asked = [self._asked_conditions(clause) for clause in scope.clauses]
        if not all(asked):
            return
        for conditions in asked:
            several = next((c for c in conditions if _is_split(c)), None)
            left = [self.one(c) for c in (*conditions, *scope.never) if c is not several]
            if several is None:
                yield Way(all_of(left))
            elif several.field == "status":
                for states in _by_index(several.value):
                    yield Way(all_of([_in(states), *left]), states=states)
            else:
                each = _SQL.of("units", units=self._param(sorted(several.value)))
                yield Way(all_of([_SQL.of("led_by_each"), *left]), each)

    def _asked_conditions(self, clause: Clause) -> list[Condition]:
        """Return what of a clause is still to be asked: not the unit that the list names."""
        return [c for c in clause.conditions if c.field != "lead_unit" or self._unit not in c.value]

    def one(self, condition: Condition) -> SQL:
        if condition.field == "overdue":
            return any_of([TO_CALL])
        if condition.field == "confidential":
            return _SQL.of("is_confidential" if condition.value else "is_not_confidential")
        how, value = condition.how, condition.value
        if how == "among" and len(value) == 1:
            how, [value] = "is", value
        if how in ("among", "outside", "overlaps"):
            value = sorted(value)
        if how == "begins":
            value = prefix(value)
        column = Identifier(_COLUMNS.get(condition.field, condition.field))
        return _SQL.of(how, column=column, value=self._param(value))

    def _param(self, value: Any) -> Placeholder:
        name = f"{self._prefix}{len(self.params)}"
        self.params = (*self.params, (name, value))
        return Placeholder(name)


def _is_split(condition: Condition) -> bool:
    """Return whether it names some units that lead, or states: each has an order in an index."""
    several = condition.field == "lead_unit" and len(condition.value) > 1
    return several or (condition.field == "status" and condition.how == "among")


def _by_index(states: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield each open state, of which an index keeps the order, and the ended ones together."""
    yield from ((state,) for state in states if state not in ENDED)
    if ended := tuple(state for state in states if state in ENDED):
        yield ended


def _in(states: tuple[str, ...]) -> SQL:
    return _SQL.of("in_states", states=SQL(", ").join(map(Literal, states)))
