"""The rows of one case, told again as its history."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec

from api.imports.conditions import compiled
from api.imports.errors import RowRefused
from api.imports.fields import SHAPES
from api.imports.life import MAKERS, Life
from api.imports.mapping import Mapping
from api.imports.reading import Row
from api.imports.rules import Rule
from api.imports.templates import Cells
from api.imports.times import Clock
from api.imports.values import instant_reader, one_line, value_reader
from casework.appeal.commands import ImportHistory
from casework.facts import Decided, Fact, Source

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
ID_LENGTH = 58

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_HASHED = re.compile(r"~[0-9a-f]{16}")


class Remark(msgspec.Struct, frozen=True):
    """A line of the report: a row that was refused, or that lost something on its way in."""

    row: int
    case: str
    reason: str
    refused: bool = True


class Told(msgspec.Struct, frozen=True):
    """A case as one command, or none where no row of it can be used; and the remarks on its rows."""

    command: ImportHistory | None
    remarks: tuple[Remark, ...] = ()


def appeal_no(system: str, external_no: str) -> str:
    """The number of an imported case: `<system>-<its number there>`, safe in addresses.

    What is not safe or too long is replaced and marked by 64 bits of the number's SHA-256, so that
    two cases never share one.
    """
    safe = _UNSAFE.sub("_", external_no)[:ID_LENGTH]
    if safe != external_no:
        safe = f"{safe[: ID_LENGTH - 18]}..{sha256(external_no.encode()).hexdigest()[:16]}"
    return f"{system}-{safe}"
