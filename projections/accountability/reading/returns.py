"""退单分析: who refused what and why, which way cases wandered, what came back after all."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from psycopg import AsyncConnection

from projections.accountability.reading.exceptions import condition_of
from projections.accountability.reading.within import Within, page
from projections.engine.reading import AsOf, read
from projections.engine.statements import statements

_SQL = statements(Path(__file__).parent / "returns.sql")

Decision = Literal[
    "asked", "accepted", "refused", "disputed", "undecided", "returned", "taken"
]  # fmt: skip
COLUMNS = (
    "appeal_no", "order_no", "kind", "cycle", "round", "unit", "unit_name", "state", "category",
    "category_name", "area", "raised_at", "received_at", "return_ground", "suggested_unit",
    "returns", "returns_accepted", "returns_refused", "returns_disputed", "designated", "kept",
    "ended_at", "ended_by",
)  # fmt: skip


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


async def refusals(conn: AsyncConnection, within: Within) -> tuple[list[Refusals], AsOf]:
    """Unit by ground and category."""
    rows, as_of = await read(conn, within.schema, within.sql(_SQL["refusals"]), within.params)
    return [Refusals(*row) for row in rows], as_of


async def came_back(conn: AsyncConnection, within: Within) -> list[CameBack]:
    """What each unit that returned something took after all."""
    rows, _ = await read(conn, within.schema, _spelt("came_back", within), within.params)
    return [CameBack(*row) for row in rows]


async def chains(conn: AsyncConnection, within: Within, limit: int) -> tuple[list[Chain], int]:
    """The longest chains through three units and more, and how many there are in all."""
    query = within.sql(_SQL["chains"].replace("{passed_around}", condition_of("passed_around")))
    rows, _ = await read(conn, within.schema, query, {**within.params, "limit": limit})
    return [Chain(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


async def orders(
    conn: AsyncConnection, within: Within, decision: Decision, *,
    unit: str | None = None, ground: str | None = None, category: str | None = None,
    after: tuple[str, str] | None = None, limit: int = 50,
) -> tuple[list[dict[str, Any]], AsOf]:  # fmt: skip
    """A page of the orders behind a number."""
    narrowed = {"unit": unit, "return_ground": ground, "category": category}
    given = [f"o.{column} = %({column})s" for column, value in narrowed.items() if value]
    text, more = page(COLUMNS, after, limit)
    condition = " AND ".join([_spelt(f"{decision}.is", within), *given])
    query = within.sql(text, condition=condition)
    params = {**within.params, **more, **narrowed}
    rows, as_of = await read(conn, within.schema, query, params)
    return _told(COLUMNS, rows), as_of


def _spelt(name: str, within: Within) -> str:
    text = _SQL[name]
    for part in ("returned", "taken"):
        text = text.replace(f"{{{part}}}", _SQL[part])
    return within.sql(text)


def _told(columns: Sequence[str], rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]
