"""跟踪查询: one appeal, a list by filters in keyset pages, counts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from psycopg import AsyncConnection, sql
from psycopg.sql import SQL

from casework.appeal.words import OPEN
from casework.same import folded
from casework.sql import Statements, all_of, any_of, columns, schema_of
from projections.engine.reading import AsOf, read
from projections.tracking.rows import TrackingRow
from projections.tracking.ways import SqlCondition, first_of, numbered

_SQL = Statements(__file__, columns=columns(TrackingRow.__struct_fields__))
TO_CALL, BY_NUMBER = _SQL.of("where_to_call"), _SQL.of("by_number")

Light = Literal["red", "yellow", "green", "grey"]
LIGHTS: tuple[Light, ...] = ("red", "yellow", "green", "grey")
StatusFilter = Literal[
    "open",
    "collected",
    "dispatched",
    "handling",
    "return_pending",
    "arbitration",
    "handled",
    "fed_back",
    "called_back",
    "closed",
    "archived",
]
Pending = Literal[
    "info",
    "return",
    "extension",
    "suspension",
    "termination",
    "withdrawal",
    "exclusion",
    "assessment",
    "approval",
    "second",
    "supervision",
    "objection",
]
Flag = Literal[
    "confidential",
    "parent",
    "public_interest",
    "excluded",
    "erased",
    "nobody_came",
    "difficult",
    "key_case",
    "harassment",
    "repeat_caller",
    "corrected",
    "sent_back",
    "reworked",
    "evaluated",
]
Sort = Literal["due", "light", "collected_at", "-collected_at"]

# Each narrows the list where it is given; a switch that is off means what is not so.
_VALUES = (
    "unit",
    "helping",
    "handed",
    "handler",
    "copied",
    "supervised",
    "pending",
    "flag",
    "parent",
    "collected_by",
    "dispatched_by",
    "area",
    "category",
    "channel",
    "type",
    "urgency",
    "clock",
    "holder",
    "since",
    "before",
    "dispatched_since",
    "dispatched_before",
    "q",
)
_PLANNED_BY_VALUE = (
    "q",
    "area",
    "category",
    "since",
    "before",
    "dispatched_since",
    "dispatched_before",
)
_SWITCHES = ("suspended", "merged", "overdue", "late", "to_call", "redo")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which appeals: each field narrows the list, None does not. `now` decides what is overdue.

    `within` are further conditions, all of which hold; a cursor is bound to them too.
    """

    now: datetime
    status: list[str] | None = None
    unit: str | None = None
    helping: str | None = None
    handed: str | None = None
    handler: str | None = None
    copied: str | None = None
    supervised: str | None = None
    pending: str | None = None
    flag: str | None = None
    parent: str | None = None
    collected_by: str | None = None
    dispatched_by: str | None = None
    area: str | None = None
    category: str | None = None
    channel: str | None = None
    type: str | None = None
    urgency: str | None = None
    sensitive: str | None = None
    clock: str | None = None
    holder: str | None = None
    light: Light | None = None
    since: datetime | None = None
    before: datetime | None = None
    dispatched_since: datetime | None = None
    dispatched_before: datetime | None = None
    suspended: bool | None = None
    merged: bool | None = None
    overdue: bool | None = None
    late: bool | None = None
    to_call: bool | None = None
    redo: bool | None = None
    q: str | None = None
    within: tuple[SqlCondition, ...] = ()
    sort: Sort = "due"
    limit: int = 50
    after: tuple[int, datetime | None, str] | None = None


async def one(conn: AsyncConnection, city: str, appeal_no: str) -> tuple[TrackingRow | None, AsOf]:
    """Return the row of one appeal, or None."""
    rows, as_of = await _read(conn, city, _SQL.of("one", city=city), {"appeal_no": appeal_no})
    return (TrackingRow(*rows[0]) if rows else None), as_of


async def several(
    conn: AsyncConnection, city: str, numbers: Sequence[str]
) -> dict[str, TrackingRow]:
    """Return the rows of these appeals as they are now, by number."""
    rows, _ = await _read(conn, city, _SQL.of("several", city=city), {"numbers": list(numbers)})
    return {row[0]: TrackingRow(*row) for row in rows}


async def against(
    conn: AsyncConnection, city: str, units: Sequence[str], scope: SqlCondition
) -> tuple[str, ...]:
    """Return the appeals against one of these units, but for those that are read."""
    query = _SQL.of("against", city=city, read=scope.sql)
    params = {"units": list(units), "now": datetime.now(UTC), **dict(scope.params)}
    prepared = not scope.is_planned_by_value
    rows, _ = await _read(conn, city, query, params, prepared=prepared)
    return tuple(appeal_no for (appeal_no,) in rows)


async def many(
    conn: AsyncConnection, city: str, wanted: Wanted, schema: str | None = None
) -> tuple[list[TrackingRow], AsOf]:
    """Return a page of appeals, in the order asked for; from another generation, too."""
    schema = schema or schema_of(city, "tracking")
    order = _SQL.of(f"order_{wanted.sort}")
    where = _of_page(wanted, schema, order)
    query = _SQL.of("page", schema=schema, where=where, order=order)
    prepared = not _is_planned_by_value(wanted)
    rows, as_of = await read(conn, schema, query, _params(wanted), prepared=prepared)
    return [TrackingRow(*row) for row in rows], as_of


async def counts(
    conn: AsyncConnection, city: str, lists: Mapping[str, Wanted]
) -> tuple[dict[str, int], AsOf]:
    """Return how many each list holds, as of one instant, by the very conditions of the lists."""
    counted: list[SQL] = []
    params: dict[str, Any] = {}
    for n, wanted in enumerate(lists.values()):
        where = numbered(all_of(_filters(wanted)), n)
        counted.append(_SQL.of("count", city=city, where=where, name=f"c{n}"))
        params |= {f"{name}_{n}": value for name, value in _params(wanted).items()}
    query = _SQL.of("counts", counts=SQL(", ").join(counted or [sql.NULL]))
    prepared = not any(map(_is_planned_by_value, lists.values()))
    rows, as_of = await _read(conn, city, query, params, prepared=prepared)
    return dict(zip(lists, rows[0] if rows else (), strict=False)), as_of


def key_of(row: TrackingRow, sort: Sort) -> tuple[datetime | None, str]:
    """Return where a row is in the order: what the next page begins after."""
    return (row.due_at if sort == "due" else row.collected_at), row.appeal_no


def states(asked: Collection[str] | None) -> list[str] | None:
    """Return the states asked for; `open` stands for all that are, and none for no narrowing."""
    if not asked:
        return None
    opened = OPEN if "open" in asked else ()
    return sorted({*opened, *(state for state in asked if state != "open")})


def light_of(row: TrackingRow, now: datetime) -> Light:
    """Return the light of the due thing: `light` of the statements, for a row."""
    if row.due_at is None:
        return "grey"
    if row.due_at < now:
        return "red"
    return "yellow" if row.remind_at is not None and row.remind_at <= now else "green"


def is_overdue(row: TrackingRow, now: datetime) -> bool:
    """Return whether the clock that is due first has passed: `where_overdue` for a row."""
    return row.due_at is not None and row.due_at < now


def is_to_call(row: TrackingRow, now: datetime) -> bool:
    """Return whether the limit passed without a result: `where_to_call` for a row (L 23)."""
    waits = row.status in ("dispatched", "handling", "return_pending") and not row.suspended
    return waits and row.parent_no is None and row.deadline is not None and row.deadline < now


def prefix(code: str) -> str:
    """Return the pattern of all codes that begin with one."""
    return f"{_like(code)}%"


def was_late(row: TrackingRow, now: datetime) -> bool:
    """Return whether a limit of the cycle was missed, 曾超时, as `where_late` asks of a row."""
    return row.late or is_overdue(row, now)


async def _read(
    conn: AsyncConnection, city: str, query: SQL, params: dict[str, Any], *, prepared: bool = True
) -> tuple[list[tuple[Any, ...]], AsOf]:
    return await read(conn, schema_of(city, "tracking"), query, params, prepared=prepared)


def _is_planned_by_value(wanted: Wanted) -> bool:
    """Return whether it takes the values to know which index serves."""
    narrowed = any(getattr(wanted, name) is not None for name in _PLANNED_BY_VALUE)
    return narrowed or any(condition.is_planned_by_value for condition in wanted.within)


def _of_page(wanted: Wanted, schema: str, order: SQL) -> SQL:
    """Return the condition of a page: by the ways of its scope where it has some."""
    begins = [] if wanted.after is None else [_SQL.of(f"after_{wanted.sort}")]
    split = next((c for c in wanted.within if c.ways), None)
    filters = [*_filters(wanted, but=split), *begins]
    if split is not None:
        ways = [way for way in split.ways if way.leads_to(wanted.status)]
        return first_of(ways, schema, filters, order)
    return all_of(filters)


def _filters(wanted: Wanted, *, but: SqlCondition | None = None) -> list[SQL]:
    """Return the conditions of a list, all of which hold."""
    found = [_where(name) for name in _VALUES if getattr(wanted, name) is not None]
    for name in _SWITCHES:
        if (on := getattr(wanted, name)) is not None:
            found.append(_where(name) if on else _SQL.of("off", switch=_where(name)))
    if wanted.status is not None:
        found.append(_of_states(wanted.status))
    if wanted.light is not None:
        found.append(_where(f"light_{wanted.light}"))
    if wanted.sensitive is not None:
        found.append(_where("any_sensitive" if wanted.sensitive == "any" else "sensitive"))
    return [*found, *(any_of([each.sql]) for each in wanted.within if each is not but)]


def _where(name: str) -> SQL:
    return _SQL.of(f"where_{name}")


def _of_states(asked: list[str]) -> SQL:
    """Return one state to read in its index's order, or all open ones, which the indexes hold."""
    if len(asked) == 1:
        return _SQL.of("where_one_status", state=sql.Literal(asked[0]))
    return _where("open" if set(asked) == OPEN else "status")


def _params(wanted: Wanted) -> dict[str, Any]:
    params: dict[str, Any] = {f: getattr(wanted, f) for f in Wanted.__struct_fields__}
    if wanted.after is not None:
        params["after_light"], params["after_key"], params["after_no"] = wanted.after
    params["area_like"] = _like(wanted.area or "") + "%"
    params["category_like"] = _like(wanted.category or "") + "%"
    params["q_like"] = f"%{_like(folded(wanted.q or ''))}%"
    del params["within"], params["after"]
    return params | {name: value for c in wanted.within for name, value in c.params}


def _like(text: str) -> str:
    """Return the text with LIKE's own signs made plain."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
