"""One more fact about an entry: the row after it. Pure."""

from typing import Any

import msgspec

from casework.directory.events import UnitDissolved
from casework.facts import Recorded
from projections.directory.rows import EntryRow

_ELSEWHERE = ("shape", "parts")


def fold(row: EntryRow | None, recorded: Recorded) -> EntryRow:
    """Return the entry as its last fact left it."""
    if isinstance(recorded.fact, UnitDissolved):
        return _dissolved(row, recorded)
    kind, _, code = recorded.stream.partition("/")
    fields: dict[str, Any] = {
        name: getattr(recorded.fact, name)
        for name in recorded.fact.__struct_fields__
        if name not in _ELSEWHERE
    }
    if row and (dissolved := _end_of(row)):
        fields |= dissolved
    return EntryRow(
        stream=recorded.stream,
        kind=kind,
        code=code,
        name=fields.pop("name"),
        parent=fields.pop("parent", None) or fields.get("area"),
        attributes=msgspec.json.encode(fields).decode(),
    )


def _end_of(row: EntryRow) -> dict[str, Any]:
    """Return what a registration leaves of a unit whose end was planned before."""
    attributes = msgspec.json.decode(row.attributes)
    return {k: attributes[k] for k in ("successor", "valid_to") if "successor" in attributes}


def _dissolved(row: EntryRow | None, recorded: Recorded) -> EntryRow:
    """Return the unit as it was, with its successor and its last instant."""
    if row is None or not isinstance(fact := recorded.fact, UnitDissolved):
        raise AssertionError(f"{recorded.stream} is dissolved before it is registered")
    attributes = {
        **msgspec.json.decode(row.attributes),
        "successor": fact.successor,
        "valid_to": fact.valid_to or recorded.envelope.recorded_at,
    }
    return msgspec.structs.replace(row, attributes=msgspec.json.encode(attributes).decode())
