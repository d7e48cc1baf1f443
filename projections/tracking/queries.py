"""跟踪查询: one appeal, or a list by filters, in keyset pages. SQL stands in `queries.sql`."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from psycopg import AsyncConnection

from casework.appeal.words import OPEN
from projections.engine.reading import AsOf, read
from projections.engine.statements import statements
from projections.tracking.rows import TrackingRow

_SQL = statements(Path(__file__).parent / "queries.sql")
_COLUMNS = ", ".join(TrackingRow.__struct_fields__)

StatusFilter = Literal[
    "open", "collected", "dispatched", "handling", "return_pending", "arbitration", "handled",
    "fed_back", "called_back", "closed", "archived",
]  # fmt: skip
Pending = Literal[
    "info",
    "extension",
    "suspension",
    "termination",
    "withdrawal",
    "exclusion",
    "assessment",
    "objection",
]
Flag = Literal["confidential", "parent", "public_interest", "excluded", "erased", "nobody_came",
    "difficult", "key_case", "harassment", "repeat_caller", "sent_back", "reworked", "evaluated",
]  # fmt: skip

SORTS = ("deadline", "collected_at", "-collected_at")
_FILTERS = (
    "status", "units", "helping", "pending", "flag", "collected_by",
    "area", "category", "channel", "q",
)  # fmt: skip


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which appeals: each field narrows the list, None does not. `now` decides what is overdue."""

    now: datetime
    status: list[str] | None = None
    units: list[str] | None = None
    helping: list[str] | None = None
    pending: str | None = None
    flag: str | None = None
    collected_by: str | None = None
    area: str | None = None
    category: str | None = None
    channel: str | None = None
    overdue: bool | None = None
    q: str | None = None
    sort: str = "deadline"
    limit: int = 50
    after: tuple[Any, str] | None = None


async def one(conn: AsyncConnection, city: str, appeal_no: str) -> tuple[TrackingRow | None, AsOf]:
    """The row of one appeal, or None."""
    query = f"SELECT {_COLUMNS} FROM {city}_tracking.tracking WHERE appeal_no = %(appeal_no)s"
    rows, as_of = await read(conn, f"{city}_tracking", query, {"appeal_no": appeal_no})
    return (TrackingRow(*rows[0]) if rows else None), as_of


async def many(
    conn: AsyncConnection, city: str, wanted: Wanted, schema: str | None = None
) -> tuple[list[TrackingRow], AsOf]:
    """A page of appeals, in the order asked for; from another generation than the live one, too."""
    schema = schema or f"{city}_tracking"
    filters = [_SQL[f"where_{name}"] for name in _FILTERS if getattr(wanted, name) is not None]
    if wanted.overdue is not None:
        filters.append(_SQL["where_overdue" if wanted.overdue else "where_in_time"])
    if wanted.after is not None:
        filters.append(_SQL[f"after_{wanted.sort}"])
    query = (
        f"SELECT {_COLUMNS} FROM {schema}.tracking"
        f" WHERE {' AND '.join(filters) or 'true'} {_SQL[f'order_{wanted.sort}']} LIMIT %(limit)s"
    )
    rows, as_of = await read(conn, schema, query, _params(wanted, city))
    return [TrackingRow(*row) for row in rows], as_of


def key_of(row: TrackingRow, sort: str) -> tuple[datetime | None, str]:
    """Where a row stands in the order: what the next page begins after."""
    return (row.deadline if sort == "deadline" else row.collected_at), row.appeal_no


def states(asked: Collection[str] | None) -> list[str] | None:
    """The states asked for; `open` stands for all that are, and none for no narrowing."""
    if not asked:
        return None
    opened = OPEN if "open" in asked else ()
    return sorted({*opened, *(state for state in asked if state != "open")})


def is_overdue(row: TrackingRow, now: datetime) -> bool:
    """Whether its handling clock runs, or stopped, past the deadline: `where_overdue` for a row."""
    until = row.stopped_at or now
    return row.deadline is not None and row.deadline < until and not row.suspended


def _params(wanted: Wanted, city: str) -> dict[str, Any]:
    params: dict[str, Any] = {f: getattr(wanted, f) for f in Wanted.__struct_fields__}
    if wanted.after is not None:
        params["after_key"], params["after_no"] = wanted.after
    params["area_like"] = _like(wanted.area or "") + "%"
    params["category_like"] = _like(wanted.category or "") + "%"
    params["q_like"] = f"%{_like(wanted.q or '')}%"
    return params


def _like(text: str) -> str:
    """The text with LIKE's own signs made plain."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
