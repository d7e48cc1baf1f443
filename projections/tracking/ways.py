"""The ways to an appeal: a list that may be read for several reasons, each read in its own order.

A unit reads what it leads, helps with, is copied into. Asked as one OR no index gives the order of
it, so all of it is read and sorted for one page; asked way by way the first of each is enough.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from psycopg.sql import SQL

from casework.sql import Statements, all_of, any_of, union

_PARAMETER = re.compile(r"%\((\w+)\)s")
_SQL = Statements(__file__)


class Way(msgspec.Struct, frozen=True):
    """One way: a condition, in which `each` stands for one after another of some values.

    Where it leads to some `states` alone, a list of others does not take it.
    """

    sql: SQL
    each: SQL | None = None
    states: tuple[str, ...] = ()

    def leads_to(self, asked: Iterable[str] | None) -> bool:
        """Return whether it leads to one of the states asked for."""
        return not self.states or asked is None or not set(self.states).isdisjoint(asked)


class SqlCondition(msgspec.Struct, frozen=True):
    """A condition from outside, such as a scope: SQL over the row with parameters of its own.

    Where there are `ways`, it holds of exactly those rows of which one of them holds. Where it
    `is_planned_by_value`, it takes the values to know which index serves.
    """

    sql: SQL
    params: tuple[tuple[str, Any], ...] = ()
    ways: tuple[Way, ...] = ()
    is_planned_by_value: bool = False


def first_of(ways: Collection[Way], schema: str, filters: Iterable[SQL], order: SQL) -> SQL:
    """Return the condition of the rows of one page: the first, in this order, of all the ways."""
    if not ways:
        return any_of(())
    found = union(_first(way, schema, filters, order) for way in ways)
    return _SQL.of("first_of_all", ways=found, order=order)


def numbered(where: SQL, n: int) -> SQL:
    """Return the condition with parameters of its own among others."""
    return SQL(_PARAMETER.sub(rf"%(\1_{n})s", where.as_string()))


def _first(way: Way, schema: str, filters: Iterable[SQL], order: SQL) -> SQL:
    where = all_of((*filters, way.sql))
    page = _SQL.of("first", schema=schema, where=where, order=order)
    return page if way.each is None else _SQL.of("first_of_each", each=way.each, page=page)
