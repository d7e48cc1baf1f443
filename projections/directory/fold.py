"""One more fact about an entry: the row after it. Pure."""

from typing import Any

import msgspec

from casework.facts import Recorded
from projections.directory.rows import EntryRow


def fold(row: EntryRow | None, recorded: Recorded) -> EntryRow:
    """The entry as its last fact left it."""
    kind, _, code = recorded.stream.partition("/")
    fields: dict[str, Any] = {
        name: getattr(recorded.fact, name) for name in recorded.fact.__struct_fields__
    }
    return EntryRow(
        stream=recorded.stream,
        kind=kind,
        code=code,
        name=fields.pop("name"),
        parent=fields.pop("parent", None) or fields.get("area"),
        attributes=msgspec.json.encode(fields).decode(),
    )
