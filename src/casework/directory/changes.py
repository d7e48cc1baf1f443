"""What would change: the entries of a load beside those that stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from casework.directory.directory import Directory
from casework.directory.events import Registered
from casework.directory.periods import EVER
from casework.time import MICROSECOND

Entry = tuple[str, Registered]


class FieldChange(msgspec.Struct, frozen=True):
    """One field of one entry; `before` is None for what an entry did not have, or was not there."""

    stream: str
    field: str
    before: Any
    after: Any


def changes(directory: Directory, entries: Sequence[Entry], at: datetime) -> list[FieldChange]:
    """Return every field that would have another value, were these registered at that instant."""
    return [
        change
        for stream, fact in changed(directory, entries, at)
        for change in _differences(stream, standing(directory, stream, fact, at), fact)
    ]


def changed(directory: Directory, entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """Return the entries that are new or say something else, of one code in order of time."""
    told = [e for e in entries if not _is_known(standing(directory, *e, at), e[1])]
    return sorted(told, key=lambda entry: entry[1].valid_from or EVER)


def standing(
    directory: Directory, stream: str, fact: Registered, at: datetime
) -> Registered | None:
    """Return the registration that holds where this one would begin to."""
    start = fact.valid_from or at
    if fact.valid_from is None and fact.valid_to and fact.valid_to <= at:
        start = fact.valid_to - MICROSECOND
    period = directory.history(stream).at(start)
    return period.fact if period else None


def _is_known(before: Registered | None, fact: Registered) -> bool:
    """Return whether it says what holds; without a beginning it names no other beginning."""
    if before is None:
        return False
    return before == (
        fact if fact.valid_from else msgspec.structs.replace(fact, valid_from=before.valid_from)
    )


def _differences(stream: str, before: Registered | None, fact: Registered) -> list[FieldChange]:
    """Return what changes by field; of a new entry, every field that it has a value for."""
    return [
        FieldChange(stream, field, old, new)
        for field in fact.__struct_fields__
        if (new := getattr(fact, field)) != (old := getattr(before, field, None))
        and not (before is None and not new and new is not False)
        and not (field == "valid_from" and new is None)
    ]
