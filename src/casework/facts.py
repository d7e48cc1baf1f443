"""What a fact is: something that happened, who did it, when, and on whose word."""

from datetime import datetime
from typing import ClassVar

import msgspec

TIMEKEEPER = "timekeeper"  # the post under which time itself acts: see `Envelope.begins_at`


class Caller(msgspec.Struct, frozen=True):
    """Who sends a command: an account with its posts, and the unit or the grid it belongs to."""

    user: str
    posts: frozenset[str]
    unit: str | None = None
    area: str | None = None


class Actor(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who did it, as the fact keeps it: the account, the post that allowed it, the unit."""

    user: str
    role: str
    unit: str | None = None


class Source(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Where an imported fact was read: the system, and the row of its file (from 1)."""

    system: str
    row: int | None = None


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What every fact carries beside its payload (DOMAIN 8.2).

    `recorded_at` is when the store took it; `occurred_at` is when it happened, and is absent
    where the two are one. `claimed_at` is when somebody says that it happened, told too late to
    count (DOMAIN 5, invariant 8); `backdating_reason` is why it was recorded later, where that
    turns late into in time. The event's id is its stream and version, its type its topic.
    """

    recorded_at: datetime
    actor: Actor
    command_id: str
    occurred_at: datetime | None = None
    correlation_id: str | None = None
    causation_id: str | None = None
    ip: str | None = None
    source: Source | None = None
    claimed_at: datetime | None = None
    backdating_reason: str | None = None

    @property
    def happened_at(self) -> datetime:
        """Return the instant it happened (UTC, aware)."""
        return self.occurred_at or self.recorded_at

    @property
    def begins_at(self) -> datetime:
        """Return when what it starts begins to count: from being recorded.

        What time does, and what a foreign history tells: when it happened.
        """
        at_once = self.source is None and self.actor.role != TIMEKEEPER
        return self.recorded_at if at_once else self.happened_at

    @property
    def known_at(self) -> datetime:
        """Return since when it is known here: since it was recorded; in a foreign history, then."""
        return self.recorded_at if self.source is None else self.happened_at


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Base of all facts. Frozen for ever: see docs/adding.md before changing one.

    `TOPIC` is its stored name; `PERSONAL` names the fields that are stored encrypted: plain in a
    fact just decided, sealed in every fact that was read back.
    """

    TOPIC: ClassVar[str]
    PERSONAL: ClassVar[tuple[str, ...]] = ()


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """A fact at its place: its stream, its version there (from 1), its position in the log."""

    stream: str
    version: int
    position: int
    fact: Fact
    envelope: Envelope

    @property
    def begins_at(self) -> datetime:
        """Return when what it starts begins to count: its own date, where recorded later."""
        return getattr(self.fact, "counts_from", None) or self.envelope.begins_at

    @property
    def ends_at(self) -> datetime:
        """Return when what it ends has ended."""
        return getattr(self.fact, "counts_from", None) or self.envelope.happened_at


class NewFact(msgspec.Struct, frozen=True):
    """A fact just decided, with the stream it belongs to and, if known, when it happened.

    `by` is who did it where that is not who sent the command: time itself, or the clerk who asked
    for what a unit's head approves.
    """

    stream: str
    fact: Fact
    occurred_at: datetime | None = None
    source: Source | None = None
    by: Actor | None = None


class Sealed(str):
    """A sealed text on its way to another fact: the store opens it, and seals it for its place."""

    version: int

    def __new__(cls, token: str, version: int) -> "Sealed":
        """Return the token, with the version of the fact that it was sealed for."""
        sealed = super().__new__(cls, token)
        sealed.version = version
        return sealed
