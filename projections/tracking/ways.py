"""The ways to an appeal: a list that may be read for several reasons, each read in its own order.

A unit reads what it leads, helps with, is copied into. Asked as one OR no index gives the order of
it, so all of it is read and sorted for one page; asked way by way the first of each is enough.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

_PARAMETER = re.compile(r"%\((\w+)\)s")
_KEYS = "appeal_no, due_at, remind_at, collected_at"


class Way(msgspec.Struct, frozen=True):
    """One way: a condition, in which `each` stands for one after another of some values.

    Where it leads to some `states` alone, a list of others does not take it.
    """

    sql: str
    each: str | None = None
    states: tuple[str, ...] = ()

    def leads_to(self, asked: Iterable[str] | None) -> bool:
        """Whether it leads to one of the states asked for."""
        return not self.states or asked is None or not set(self.states).isdisjoint(asked)


class Condition(msgspec.Struct, frozen=True):
    """A condition from outside, such as a scope: SQL over the row with parameters of its own.

    Where there are `ways`, it holds of exactly those rows of which one of them holds.
    """

    sql: str
    params: tuple[tuple[str, Any], ...] = ()
    ways: tuple[Way, ...] = ()


def first_of(ways: Collection[Way], table: str, filters: Iterable[str], order: str) -> str:
    """Return the condition of the rows of one page: the first, in this order, of all the ways."""
    if not ways:
        return "false"
    found = " UNION ".join(f"({_first(way, table, filters, order)})" for way in ways)
    page = f"SELECT appeal_no FROM ({found}) found {order} LIMIT %(limit)s"
    return f"appeal_no = ANY (ARRAY({page}))"


def numbered(where: str, n: int) -> str:
    """Return the condition with parameters of its own among others."""
    return _PARAMETER.sub(rf"%(\1_{n})s", where)


def _first(way: Way, table: str, filters: Iterable[str], order: str) -> str:
    """The first rows by one way; of several values the first of each, so each is in order."""
    where = " AND ".join((*filters, way.sql))
    page = f"SELECT {_KEYS} FROM {table} WHERE {where} {order} LIMIT %(limit)s"
    if way.each is None:
        return page
    return f"SELECT page.* FROM unnest({way.each}) each CROSS JOIN LATERAL ({page}) page"
