"""例外清单: what a supervisor looks into first, each list counted and read by the same words.

`exceptions.sql` says what stands on each.
"""

from pathlib import Path
from typing import Any

import msgspec
from psycopg import AsyncConnection

from projections.accountability.reading.within import Within, page
from projections.engine.reading import AsOf, read
from projections.engine.statements import statements

_SQL = statements(Path(__file__).parent / "exceptions.sql")


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
            "overdue", "overdue, by calendar days begun since the deadline", "超期未办",
            {"1-3": "1至3日（日历日）", "4-7": "4至7日（日历日）", "8-": "超过7日（日历日）"},
        ),
        ExceptionList("returned_twice", "returned twice and more", "多次退单"),
        ExceptionList("passed_around", "three units and more in one round", "飞单"),
        ExceptionList("visit_denied", "visited, says the unit; nobody came, says the resident",
                      "上门存疑"),
        ExceptionList("redone_twice", "reworked twice and more", "多次重办"),
        ExceptionList("suspended_beyond", "suspended beyond its date", "挂账逾期"),
        ExceptionList("never_acknowledged", "never acknowledged", "未签收",
                      {"waiting": "仍待签收", "ended": "未签收而终"}),
        ExceptionList("unreachable", "closed as unreachable", "回访不通结案"),
        ExceptionList("forced", "closed by force", "强制结案"),
        ExceptionList("at_dissolved", "open at a unit that was dissolved", "撤并单位未移交"),
        ExceptionList("excluded", "excluded from assessment", "剔除"),
        ExceptionList("backdated", "with back-dated records", "倒填记录"),
        ExceptionList("not_fed_back", "closed without feedback", "未反馈结案",
                      {"nothing_recorded": "无反馈记录", "not_delivered": "未能告知诉求人"}),
    )
}  # fmt: skip
COLUMNS = (
    "appeal_no", "order_no", "kind", "cycle", "round", "unit", "unit_name", "state", "category",
    "category_name", "area", "raised_at", "received_at", "acknowledge_by", "acknowledged_at",
    "dispatch_by", "due", "late_since", "suspended_until", "handled_at", "fed_back_at", "closed_at",
    "closing_kind", "lead_unit", "leads", "returns", "reworks", "backdated", "excluded",
)  # fmt: skip


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


async def tallies(conn: AsyncConnection, within: Within) -> tuple[list[Tally], AsOf]:
    """Every list, counted in one statement; a list that is empty is not there."""
    query = " UNION ALL ".join(within.sql(_counting(each)) for each in LISTS)
    rows, as_of = await read(conn, within.schema, query, within.params)
    return [Tally(*row) for row in rows], as_of


async def entries(
    conn: AsyncConnection, within: Within, list_: str, *, group: str | None = None,
    after: tuple[str, str] | None = None, limit: int = 50,
) -> tuple[list[dict[str, Any]], AsOf]:  # fmt: skip
    """A page of a list, or of one group of it."""
    text, more = page((*COLUMNS, f"{_group(list_)} AS grouped"), after, limit)
    condition = f"({_SQL[f'{list_}.is']})"
    if group is not None:
        condition += f" AND {_group(list_)} = %(group)s"
    query = within.sql(text, condition=within.sql(condition))
    rows, as_of = await read(conn, within.schema, query, {**within.params, **more, "group": group})
    return [dict(zip((*COLUMNS, "group"), row, strict=True)) for row in rows], as_of


async def exclusion_ratios(conn: AsyncConnection, within: Within) -> tuple[Ratio, ...]:
    """The share of exclusions of each unit that has any: an indicator of its own (DOMAIN 11.8)."""
    query = within.sql(_SQL["exclusion_ratios"])
    rows, _ = await read(conn, within.schema, query, within.params)
    return tuple(Ratio(*row) for row in rows)


def condition_of(list_: str) -> str:
    """What stands on a list, in SQL."""
    return _SQL[f"{list_}.is"]


def _counting(list_: str) -> str:
    return (
        f"SELECT '{list_}', {_group(list_)}, count(*)"
        f" FROM {{schema}}.accountability o WHERE ({_SQL[f'{list_}.is']}) AND {{within}} GROUP BY 2"
    )


def _group(list_: str) -> str:
    text = _SQL.get(f"{list_}.group")
    return f"({text})" if text else "NULL::text"
