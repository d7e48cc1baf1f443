"""What a row of the directory is: one entry as it stands."""

import msgspec


class EntryRow(msgspec.Struct, frozen=True, gc=False):
    """An area, unit, category, Party body or person.

    What only its kind has is JSON in `attributes`.
    """

    stream: str
    kind: str
    code: str
    name: str
    parent: str | None
    attributes: str
