"""跟踪查询: one appeal, a list by filters in keyset pages, counts."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from psycopg import AsyncConnection, sql
from psycopg.sql import SQL

from casework.sql import Statements, all_of, columns, schema_of
from projections.engine.reading import AsOf, read
from projections.tracking.conditions import filters, is_planned_by_value, params_of
from projections.tracking.rows import TrackingRow
from projections.tracking.wanted import Wanted
from projections.tracking.ways import SqlCondition, first_of, numbered

_SQL = Statements(__file__, columns=columns(TrackingRow.__struct_fields__))


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
    prepared = not is_planned_by_value(wanted)
    rows, as_of = await read(conn, schema, query, params_of(wanted), prepared=prepared)
    return [TrackingRow(*row) for row in rows], as_of


async def counts(
    conn: AsyncConnection, city: str, lists: Mapping[str, Wanted]
) -> tuple[dict[str, int], AsOf]:
    """Return how many each list holds, as of one instant, by the very conditions of the lists."""
    counted: list[SQL] = []
    params: dict[str, Any] = {}
    for n, wanted in enumerate(lists.values()):
        where = numbered(all_of(filters(wanted)), n)
        counted.append(_SQL.of("count", city=city, where=where, name=f"c{n}"))
        params |= {f"{name}_{n}": value for name, value in params_of(wanted).items()}
    query = _SQL.of("counts", counts=SQL(", ").join(counted or [sql.NULL]))
    prepared = not any(map(is_planned_by_value, lists.values()))
    rows, as_of = await _read(conn, city, query, params, prepared=prepared)
    return dict(zip(lists, rows[0] if rows else (), strict=False)), as_of


async def _read(
    conn: AsyncConnection, city: str, query: SQL, params: dict[str, Any], *, prepared: bool = True
) -> tuple[list[tuple[Any, ...]], AsOf]:
    return await read(conn, schema_of(city, "tracking"), query, params, prepared=prepared)


def _of_page(wanted: Wanted, schema: str, order: SQL) -> SQL:
    """Return the condition of a page: by the ways of its scope where it has some."""
    begins = [] if wanted.after is None else [_SQL.of(f"after_{wanted.sort}")]
    split = next((c for c in wanted.within if c.ways), None)
    asked = [*filters(wanted, but=split), *begins]
    if split is not None:
        ways = [way for way in split.ways if way.leads_to(wanted.status)]
        return first_of(ways, schema, asked, order)
    return all_of(asked)
