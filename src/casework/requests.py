"""What lies on the desk, and what comes back from it."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import msgspec

from casework.appeal.commands import AppealCommand, CollectAppeal, ImportHistory
from casework.appeal.events import Limit, Move
from casework.bulletin.publish import PublishBulletin
from casework.directory import commands as directory
from casework.facts import Caller, Fact
from casework.policy.commands import AdoptPolicy, PublishCalendar
from casework.runtime import traces
from casework.searching.search import SearchPerson

Command = (
    AppealCommand
    | directory.RegisterEntries
    | directory.DissolveUnit
    | directory.OpenAccount
    | directory.ChangeAccount
    | directory.RenewToken
    | directory.CloseAccount
    | directory.SaveFilter
    | AdoptPolicy
    | PublishCalendar
    | PublishBulletin
    | SearchPerson
)

Opening = CollectAppeal | ImportHistory  # what an appeal begins with

PATIENCE_SECONDS = 3.0


class Answer(msgspec.Struct, frozen=True):
    """What a command did: the appeal (or entry), its version, the log's position, its state.

    `also` are the other appeals that moved by it, each with its version: of a merge the parent.
    """

    appeal_no: str
    version: int
    position: int
    status: str
    repeated: bool = False
    also: tuple[tuple[str, int], ...] = ()


class Rehearsal(msgspec.Struct, frozen=True):
    """What a command would do: its facts, the clocks they would start, the deadlines they would
    move, and the state after. Nothing of it is stored."""

    appeal_no: str
    status: str
    facts: Sequence[Fact]
    limits: Sequence[Limit] = ()
    moves: Sequence[Move] = ()


class Request(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One command on the desk: who sends it, under which id, on which version, until when.

    `dry` asks what would happen. `also` are other appeals that the rule turned out to look at.
    `trace` is whence it came, where traces are switched on.
    """

    command: Command
    caller: Caller
    future: Any = msgspec.field(default_factory=Future)
    command_id: UUID = msgspec.field(default_factory=uuid4)
    fingerprint: bytes = b""
    expected: int | None = None
    at: datetime | None = None
    ip: str | None = None
    correlation_id: str | None = None
    causation_id: str | None = None
    dry: bool = False
    also: frozenset[str] = frozenset()
    trace: Any = msgspec.field(default_factory=traces.here)
    until: float = msgspec.field(default_factory=lambda: time.monotonic() + PATIENCE_SECONDS)

    @property
    def changes_reference(self) -> bool:
        """Whether the commands after it must see another directory or other policies."""
        return not isinstance(self.command, AppealCommand)


class Refresh(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A wish to know what is new in directory, policies and bulletins; then `future` is done."""

    future: Any = msgspec.field(default_factory=Future)
    until: float = msgspec.field(default_factory=lambda: time.monotonic() + PATIENCE_SECONDS)
    changes_reference: ClassVar[bool] = False


def command_id(*names: str) -> UUID:
    """Return the id of a command that is known by these names (RFC 9562, version 5): always the
    same."""
    return uuid5(NAMESPACE_URL, "casework:" + "\n".join(names))


def fingerprint(command: Command) -> bytes:
    """Return the SHA-256 of what is asked: equal for equal requests."""
    asked = command.idempotency_payload() if isinstance(command, AppealCommand) else command
    return sha256(command.VERB.encode() + msgspec.msgpack.encode(asked)).digest()
