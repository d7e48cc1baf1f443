"""What lies on the desk, and what comes back from it."""

import time
from concurrent.futures import Future
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import msgspec

from casework.appeal.commands import AppealCommand
from casework.directory.commands import OpenAccount, RegisterEntries
from casework.facts import Caller

Command = AppealCommand | RegisterEntries | OpenAccount

PATIENCE_SECONDS = 3.0


class Answer(msgspec.Struct, frozen=True):
    """What a command did: the appeal (or entry), its version, the log's position, its state."""

    appeal_no: str
    version: int
    position: int
    status: str
    repeated: bool = False


class Request(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One command on the desk: who sends it, under which id, on which version, until when."""

    command: Command
    caller: Caller
    future: Any = msgspec.field(default_factory=Future)
    command_id: UUID = msgspec.field(default_factory=uuid4)
    fingerprint: bytes = b""
    expected: int | None = None
    at: datetime | None = None
    ip: str | None = None
    correlation_id: str | None = None
    until: float = msgspec.field(default_factory=lambda: time.monotonic() + PATIENCE_SECONDS)

    @property
    def changes_directory(self) -> bool:
        """Whether the commands after it must see a new directory."""
        return not isinstance(self.command, AppealCommand)


def command_id(*names: str) -> UUID:
    """The id of a command that is known by these names (RFC 9562, version 5): always the same."""
    return uuid5(NAMESPACE_URL, "casework:" + "\n".join(names))


def fingerprint(command: Command) -> bytes:
    """SHA-256 of what is asked: equal for equal requests."""
    asked = command.asked() if isinstance(command, AppealCommand) else command
    return sha256(command.VERB.encode() + msgspec.msgpack.encode(asked)).digest()
