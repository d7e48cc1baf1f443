"""例外清单: what a supervisor looks into first, each list counted and read by the same words.

`exceptions.sql` says what stands on each.
"""

from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.sql import SQL, Literal

from casework.sql import Statements, columns, union
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.accountability.lists.rows import page_of, within
from projections.engine.reading import AsOf, read

_SQL = Statements(__file__)


class ExceptionList(msgspec.Struct, frozen=True):
    """One list. Every row of a list with groups is in exactly one of them."""

    id: str
    name: str
    chinese: str
    groups: dict[str, str] = {}


LISTS: dict[str, ExceptionList] = {
    each.id: each
    for each in (
        ExceptionList(
            "overdue",
            "overdue, by calendar days begun since the deadline",
            "超期未办",
            {"1-3": "1至3日（日历日）", "4-7": "4至7日（日历日）", "8-": "超过7日（日历日）"},
        ),
        ExceptionList("returned_twice", "returned twice and more", "多次退单"),
        ExceptionList("passed_around", "three units and more in one round", "飞单"),
        ExceptionList(
            "visit_denied", "visited, says the unit; nobody came, says the resident", "上门存疑"
        ),
        ExceptionList("redone_twice", "reworked twice and more", "多次重办"),
        ExceptionList("suspended_beyond", "suspended beyond its date", "挂账逾期"),
        ExceptionList(
            "never_acknowledged",
            "never acknowledged",
            "未签收",
            {"waiting": "仍待签收", "ended": "未签收而终"},
        ),
        ExceptionList("unreachable", "closed as unreachable", "回访不通结案"),
        ExceptionList("forced", "closed by force", "强制结案"),
        ExceptionList("at_dissolved", "open at a unit that was dissolved", "撤并单位未移交"),
        ExceptionList("excluded", "excluded from assessment", "剔除"),
        ExceptionList("backdated", "with back-dated records", "倒填记录"),
        ExceptionList(
            "not_fed_back",
            "closed without feedback",
            "未反馈结案",
            {"nothing_recorded": "无反馈记录", "not_delivered": "未能告知诉求人"},
        ),
    )
}
COLUMNS = (
    "appeal_no",
    "order_no",
    "kind",
    "cycle",
    "round",
    "unit",
    "unit_name",
    "state",
    "category",
    "category_name",
    "area",
    "raised_at",
    "received_at",
    "acknowledge_by",
    "acknowledged_at",
    "dispatch_by",
    "due",
    "late_since",
    "suspended_until",
    "handled_at",
    "fed_back_at",
    "closed_at",
    "closing_kind",
    "lead_unit",
    "leads",
    "returns",
    "reworks",
    "backdated",
    "excluded",
)


class Tally(msgspec.Struct, frozen=True):
    """How many rows stand on a list, or in one group of it."""

    list: str
    group: str | None
    count: int


class Ratio(msgspec.Struct, frozen=True):
    """How many of the cases that a unit answers for are excluded."""

    unit: str
    unit_name: str
    excluded: int
    received: int


async def tallies(conn: AsyncConnection, query: FigureQuery) -> tuple[list[Tally], AsOf]:
    """Return the counts of every list, in one statement; a list that is empty is not there."""
    counts = union((_counting(each, query) for each in LISTS), every=True)
    rows, as_of = await read(conn, query.schema, counts, query.params())
    return [Tally(*row) for row in rows], as_of


async def entries(
    conn: AsyncConnection,
    query: FigureQuery,
    list_: str,
    page: PageAfter,
    group: str | None = None,
) -> tuple[list[dict[str, Any]], AsOf]:
    """Return a page of a list, or of one group of it."""
    parts = {"condition": condition_of(list_, query.schema), "group": _group(list_)}
    condition = _SQL.of("entries" if group is None else "entries_of_group", **parts)
    grouped = _SQL.of("grouped", columns=columns(COLUMNS), group=_group(list_))
    rows, as_of = await page_of(conn, query, grouped, condition, page, group=group)
    return [dict(zip((*COLUMNS, "group"), row, strict=True)) for row in rows], as_of


async def exclusion_ratios(conn: AsyncConnection, query: FigureQuery) -> tuple[Ratio, ...]:
    """Return each unit's share of exclusions, if it has any: a figure of its own (DOMAIN 11.8)."""
    statement = _SQL.of("exclusion_ratios", schema=query.schema, within=within(query))
    rows, _ = await read(conn, query.schema, statement, query.params())
    return tuple(Ratio(*row) for row in rows)


def condition_of(list_: str, schema: str) -> SQL:
    """Return the condition that holds for the rows of a list."""
    return _SQL.of(f"{list_}.is", schema=schema)


def _counting(list_: str, query: FigureQuery) -> SQL:
    return _SQL.of(
        "tally",
        list=Literal(list_),
        group=_group(list_),
        schema=query.schema,
        condition=condition_of(list_, query.schema),
        within=within(query),
    )


def _group(list_: str) -> SQL:
    return _SQL.of(f"{list_}.group" if LISTS[list_].groups else "no_group")
