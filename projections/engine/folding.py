"""One page of facts into rows: load what they touch, fold in memory, write back in bulk."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec
import psycopg
from psycopg.rows import tuple_row
from psycopg.sql import SQL

from casework.facts import Recorded
from casework.sql import Statements, columns
from projections.engine import place
from projections.engine.errors import ViewStopped
from projections.engine.view import View

Rows = dict[str, Any]

_SQL = Statements(__file__)


def step(
    conn: psycopg.Connection, schema: str, view: View, start: int, page: Sequence[Recorded]
) -> int:
    """Fold a page into a view, in one transaction with its place; gives the new position.

    Raises `Fenced` where another runner was first, `ViewStopped` where a fact does not fold.
    """
    with conn.transaction():
        place.move(conn, schema, view, start, page[-1])
        apply(conn, schema, view, page)
    return page[-1].position


def apply(conn: psycopg.Connection, schema: str, view: View, page: Sequence[Recorded]) -> None:
    """Fold a page into the rows, without moving the view's place. Raises `ViewStopped`."""
    if view.grows:
        _write(conn, schema, view, _grown(view, page), ())
    else:
        _change(conn, schema, view, page)


def _change(conn: psycopg.Connection, schema: str, view: View, page: Sequence[Recorded]) -> None:
    keys = [view.key(fact) for fact in page]
    new = {key for key, fact in zip(keys, page, strict=True) if view.is_first(fact)}
    there = list({key for key in keys if key is not None} - new)
    rows = _load(conn, schema, view, there) if there else {}
    for key, fact in zip(keys, page, strict=True):
        if key is not None:
            rows[key] = _fold(view, rows.get(key), fact)
    _write(conn, schema, view, _flat(view, rows), there)


def _flat(view: View, rows: Rows) -> Iterable[Any]:
    return chain.from_iterable(filter(None, rows.values())) if view.many else rows.values()


def _grown(view: View, page: Sequence[Recorded]) -> Iterable[Any]:
    return [_fold(view, None, fact) for fact in page if view.key(fact) is not None]


def _fold(view: View, row: Any, recorded: Recorded) -> Any:
    try:
        return view.fold(row, recorded)
    except Exception as error:
        raise ViewStopped(
            view=view.name,
            position=recorded.position,
            topic=recorded.fact.TOPIC,
            stream=recorded.stream,
            reason=f"{type(error).__name__}: {error}",
        ) from error


def _load(conn: psycopg.Connection, schema: str, view: View, keys: Sequence[str]) -> Rows:
    statement = _of("rows", schema, view)
    with conn.cursor(row_factory=tuple_row, binary=True) as cursor:
        found = cursor.execute(statement, (list(keys),)).fetchall()
    if not view.many:
        return {row[0]: _row(view, row) for row in found}
    several: dict[str, tuple[Any, ...]] = {}
    for row in found:
        several[row[0]] = (*several.get(row[0], ()), _row(view, row))
    return several


def _row(view: View, values: Sequence[Any]) -> Any:
    return view.row(**dict(zip(view.columns, values, strict=True)))


def _write(
    conn: psycopg.Connection, schema: str, view: View, rows: Iterable[Any], gone: Sequence[str]
) -> None:
    with conn.cursor() as cursor:
        if gone:
            cursor.execute(_of("delete", schema, view), (list(gone),))
        cursor.execute(_of("types", schema, view))
        types = [column.type_code for column in cursor.description or ()]
        with cursor.copy(_of("write", schema, view)) as copy:
            copy.set_types(types)
            for row in rows:
                if row is not None:
                    copy.write_row(msgspec.structs.astuple(row))


@lru_cache(maxsize=256)
def _statement(name: str, schema: str, table: str, row: type[msgspec.Struct]) -> SQL:
    names = row.__struct_fields__
    return _SQL.of(name, schema=schema, table=table, key=names[0], columns=columns(names))


def _of(name: str, schema: str, view: View) -> SQL:
    return _statement(name, schema, view.name, view.row)
