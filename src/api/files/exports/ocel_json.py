"""OCEL 2.0 as JSON: types, then events as they come, then the objects, which wait in a file."""

from datetime import datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import msgspec

from api.files.exports.objects import EVENT_TYPES, OBJECT_TYPES, Attributes, Event, Object, Relation
from casework.time import iso_in_china

_TYPES = {bool: "boolean", int: "integer", float: "float", datetime: "time", str: "string"}
_encode = msgspec.json.Encoder().encode


class OcelJson:
    """Writes a document to a file; an object is complete only when its history is."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._objects = file, TemporaryFile()  # noqa: SIM115  closed with the rest
        self._first_event, self._first_object = True, True
        file.write(b'{"objectTypes":' + _encode(_declared(OBJECT_TYPES)))
        file.write(b',"eventTypes":' + _encode(_declared(EVENT_TYPES)))
        file.write(b',"events":[')

    def event(self, event: Event) -> None:
        """Write one more event."""
        told = {
            "id": event.id,
            "type": event.type,
            "time": iso_in_china(event.time),
            "attributes": [{"name": n, "value": _plain(v)} for n, v in event.attributes.items()],
            "relationships": _related(event.relations),
        }
        self._file.write((b"\n" if self._first_event else b",\n") + _encode(told))
        self._first_event = False

    def object(self, told: Object) -> None:
        """Write one more object."""
        values = [
            {"name": n, "time": iso_in_china(at), "value": _plain(v)} for n, at, v in told.values
        ]
        shown = {
            "id": told.id,
            "type": told.type,
            "attributes": values,
            "relationships": _related(told.relations),
        }
        self._objects.write((b"\n" if self._first_object else b",\n") + _encode(shown))
        self._first_object = False

    def close(self) -> None:
        """Put the objects behind the events."""
        self._file.write(b'\n],"objects":[')
        self._objects.seek(0)
        copyfileobj(self._objects, self._file)
        self._objects.close()
        self._file.write(b"\n]}\n")


def _declared(types: dict[str, Attributes]) -> list[dict[str, Any]]:
    return [
        {"name": name, "attributes": [{"name": n, "type": _TYPES[k]} for n, k in fields.items()]}
        for name, fields in types.items()
    ]


def _related(relations: list[Relation]) -> list[dict[str, str]]:
    return [{"objectId": other, "qualifier": qualifier} for other, qualifier in relations]


def _plain(value: Any) -> Any:
    return iso_in_china(value) if isinstance(value, datetime) else value
