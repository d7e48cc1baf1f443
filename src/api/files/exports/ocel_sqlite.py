"""OCEL 2.0 as an SQLite database: a table a type, and what belongs together in two more."""

import sqlite3
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from psycopg.sql import SQL

from api.files.exports.objects import EVENT_TYPES, OBJECT_TYPES, Attributes, Event, Object
from casework.sql import Statements
from casework.time import EPOCH, iso_in_china

_COLUMNS = {bool: "BOOLEAN", int: "INTEGER", float: "REAL", datetime: "TIMESTAMP", str: "TEXT"}
_SQL = Statements(__file__)


class OcelSqlite:
    """Writes a new database at a path."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(_SQL.of("common").as_string())
        for kind, types in (("event", EVENT_TYPES), ("object", OBJECT_TYPES)):
            for name, attributes in types.items():
                self._make(kind, name, attributes)

    def event(self, event: Event) -> None:
        """Write one more event."""
        self._insert("event", [event.id, event.type])
        fields = [event.attributes.get(name) for name in EVENT_TYPES[event.type]]
        self._insert(f"event_{_mapped(event.type)}", [event.id, event.time, *fields])
        for other, qualifier in event.relations:
            self._insert("event_object", [event.id, other, qualifier])

    def object(self, told: Object) -> None:
        """Write one more object: what it was like at first in one row, then a row a change."""
        self._insert("object", [told.id, told.type])
        for other, qualifier in told.relations:
            self._insert("object_object", [told.id, other, qualifier])
        if not told.values:
            self._row(told, EPOCH, {}, None)
        moments = groupby(sorted(told.values, key=lambda v: v[1]), key=lambda v: v[1])
        for number, (at, values) in enumerate(moments):
            found = {name: value for name, _, value in values}
            if number == 0:
                self._row(told, at, found, None)
                continue
            for name, value in found.items():
                self._row(told, at, {name: value}, name)

    def close(self) -> None:
        """Make it last."""
        self._db.commit()
        self._db.close()

    def _row(self, told: Object, at: datetime, found: dict[str, Any], changed: str | None) -> None:
        fields = [found.get(name) for name in OBJECT_TYPES[told.type]]
        self._insert(f"object_{_mapped(told.type)}", [told.id, at, *fields, changed])

    def _make(self, kind: str, name: str, attributes: Attributes) -> None:
        columns = [
            _SQL.of("attribute", field=field, type=SQL(_COLUMNS[type_]))
            for field, type_ in attributes.items()
        ]
        table = SQL(f"{kind}_{_mapped(name)}")
        statement = _SQL.of(kind, table=table, attributes=SQL("").join(columns))
        self._db.execute(statement.as_string())
        self._insert(f"{kind}_map_type", [name, _mapped(name)])

    def _insert(self, table: str, values: list[Any]) -> None:
        self._db.execute(_insert_into(table, len(values)), [_plain(v) for v in values])


@cache
def _insert_into(table: str, columns: int) -> str:
    marks = SQL(", ").join([SQL("?")] * columns)
    return _SQL.of("insert", table=SQL(table), marks=marks).as_string()


def _mapped(type_: str) -> str:
    """Return what stands for a type in a table's name: AppealFedBack for `appeal.fed_back`."""
    return "".join(word.capitalize() for word in type_.replace(".", "_").split("_"))


def _plain(value: Any) -> Any:
    return iso_in_china(value) if isinstance(value, datetime) else value
