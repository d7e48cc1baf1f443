"""退单分析: who refused what and why, which way cases wandered, what came back after all."""

from datetime import datetime
from typing import Any, Literal

import msgspec
from psycopg import AsyncConnection

from casework.sql import Statements, all_of, columns
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.accountability.lists.exceptions import condition_of
from projections.accountability.lists.rows import page_of, within
from projections.engine.reading import AsOf, read

_SQL = Statements(__file__)

Decision = Literal["asked", "accepted", "refused", "disputed", "undecided", "returned", "taken"]
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
    "return_ground",
    "suggested_unit",
    "returns",
    "returns_accepted",
    "returns_refused",
    "returns_disputed",
    "designated",
    "kept",
    "ended_at",
    "ended_by",
)


class Refusals(msgspec.Struct, frozen=True):
    """What one unit asked to be rid of, for one reason, in one category.

    Requests, not orders: a unit that may ask twice is counted twice. `disputed` were taken to an
    arbitration before anybody decided; `helping` is how many of `asked` were of co-orders.
    """

    unit: str
    unit_name: str
    ground: str
    category: str
    category_name: str
    asked: int
    accepted: int
    refused: int
    disputed: int
    helping: int

    @property
    def undecided(self) -> int:
        """What still waits, or was overtaken by another end."""
        return self.asked - self.accepted - self.refused - self.disputed


class CameBack(msgspec.Struct, frozen=True):
    """Of the cases that a unit returned, those it led again: in a later round, given to it anew,
    or designated. Cases, not orders."""

    unit: str
    unit_name: str
    returned: int
    taken: int


class Chain(msgspec.Struct, frozen=True):
    """The units that led a case in one cycle, in the order in which it came to them."""

    appeal_no: str
    order_no: str
    category: str
    category_name: str
    area: str | None
    raised_at: datetime
    units: list[str]
    lead_unit: str | None
    closed_at: datetime | None
    closing_kind: str | None


class OrdersWanted(msgspec.Struct, frozen=True):
    """The orders behind a number: what became of them, and what they are narrowed to."""

    decision: Decision
    unit: str | None = None
    ground: str | None = None
    category: str | None = None


async def refusals(conn: AsyncConnection, query: FigureQuery) -> tuple[list[Refusals], AsOf]:
    """Return what was asked, by unit, ground and category."""
    statement = _SQL.of("refusals", schema=query.schema, within=within(query))
    rows, as_of = await read(conn, query.schema, statement, query.params())
    return [Refusals(*row) for row in rows], as_of


async def came_back(conn: AsyncConnection, query: FigureQuery) -> list[CameBack]:
    """Return what each unit that returned something took after all."""
    statement = _SQL.of("came_back", schema=query.schema, within=within(query))
    rows, _ = await read(conn, query.schema, statement, query.params())
    return [CameBack(*row) for row in rows]


async def chains(conn: AsyncConnection, query: FigureQuery, limit: int) -> tuple[list[Chain], int]:
    """Return the longest chains through three units and more, and how many there are in all."""
    passed_around = condition_of("passed_around", query.schema)
    statement = _SQL.of(
        "chains", schema=query.schema, passed_around=passed_around, within=within(query)
    )
    rows, _ = await read(conn, query.schema, statement, {**query.params(), "limit": limit})
    return [Chain(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


async def orders(
    conn: AsyncConnection, query: FigureQuery, wanted: OrdersWanted, page: PageAfter
) -> tuple[list[dict[str, Any]], AsOf]:
    """Return a page of the orders behind a number."""
    narrowed = {"unit": wanted.unit, "ground": wanted.ground, "category": wanted.category}
    given = [_SQL.of(f"of_{name}") for name, value in narrowed.items() if value]
    condition = all_of([_SQL.of(f"{wanted.decision}.is", schema=query.schema), *given])
    rows, as_of = await page_of(conn, query, columns(COLUMNS), condition, page, **narrowed)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows], as_of
