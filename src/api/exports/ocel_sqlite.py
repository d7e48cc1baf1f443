"""OCEL 2.0 as an SQLite database: a table a type, and what belongs together in two more."""

import sqlite3
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from api.exports.objects import EVENT_TYPES, OBJECT_TYPES, Attributes, Event, Object
from casework.time import EPOCH, iso_in_china

_COLUMNS = {bool: "BOOLEAN", int: "INTEGER", float: "REAL", datetime: "TIMESTAMP", str: "TEXT"}
_COMMON = """
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL);
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL);
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event_object (
    ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
);
CREATE TABLE object_object (
    ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
);
"""


class OcelSqlite:
    """Writes a new database at a path."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript("PRAGMA journal_mode = OFF;" + _COMMON)
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
        columns = ["ocel_id TEXT", "ocel_time TIMESTAMP"]
        columns += [f'"{field}" {_COLUMNS[type_]}' for field, type_ in attributes.items()]
        columns += ["ocel_changed_field TEXT"] if kind == "object" else []
        self._db.execute(f"CREATE TABLE {kind}_{_mapped(name)} ({', '.join(columns)})")
        self._insert(f"{kind}_map_type", [name, _mapped(name)])

    def _insert(self, table: str, values: list[Any]) -> None:
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT INTO {table} VALUES ({marks})", [_plain(v) for v in values])


def _mapped(type_: str) -> str:
    """Return what stands for a type in a table's name: AppealFedBack for `appeal.fed_back`."""
    return "".join(word.capitalize() for word in type_.replace(".", "_").split("_"))


def _plain(value: Any) -> Any:
    return iso_in_china(value) if isinstance(value, datetime) else value
