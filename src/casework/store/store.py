"""What the desk asks of the log: all that a batch needs in one query, all it did in one."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.persistence import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    StoredEvent,
)
from psycopg.sql import SQL

from casework.errors import StoreUnavailable, UnreadableFact, WrongMasterKey
from casework.facts import Envelope, Fact, Recorded, Sealed
from casework.sql import Statements
from casework.store.mapper import FactMapper
from casework.store.recorder import Appending, Datastore, Outcome, Recorder, run
from casework.vault import AppealKey, Vault, is_sealed, seal, unseal

_SQL = Statements(__file__)
_NO_NAME = re.compile(r"[\x00\ud800-\udfff]")  # PostgreSQL refuses it, and all asked with it


class Known(msgspec.Struct, frozen=True):
    """What the command log keeps of a command that was done."""

    fingerprint: bytes
    stream: str
    version: int
    position: int
    status: str


class Loaded(msgspec.Struct):
    """The streams, the commands already done, the keys, and what is new to refer to.

    A stream that cannot be read stands in `unreadable`, with why: only its own commands fail.
    """

    streams: frozenset[str] = frozenset()
    unreadable: dict[str, UnreadableFact] = {}
    histories: dict[str, list[Recorded]] = {}
    known: dict[UUID, Known] = {}
    keys: dict[str, bytes] = {}
    reference: list[Recorded] = []
    numbers: range = range(0)


class Draft(msgspec.Struct, frozen=True):
    """One fact with its envelope, on its way into the log."""

    stream: str
    version: int
    fact: Fact
    envelope: Envelope


class Store:
    """One city's log behind one pool of connections. Not for two threads at once."""

    def __init__(self, url: str, city: str, vault: Vault) -> None:
        self.city, self.vault, self.mapper = city, vault, FactMapper()
        self._datastore = Datastore(url, city)
        self._recorder: Recorder | None = None
        self._load = _SQL.of("load", city=city)
        self._take_numbers = _SQL.of("take_numbers", city=city)

    def close(self) -> None:
        """Give the connections back."""
        if self._recorder is not None:
            self._recorder.close()

    def load(
        self,
        streams: frozenset[str],
        command_ids: Collection[UUID],
        reference_after: int,
        day: date,
        count: int,
    ) -> Loaded:
        """Return all that a batch needs, as of one instant, with so many serial numbers of a day.

        Raises `StoreUnavailable`.
        """
        names = [name for name in streams if _NO_NAME.search(name) is None]
        wanted = {
            "streams": names,
            "commands": list(command_ids),
            "reference_after": reference_after,
            "day": day,
            "count": count,
        }
        loaded = Loaded(streams=streams)
        for row in self._query(self._load, wanted):
            self._sort_in(loaded, row[0], row[1:-1], row[-1])
        loaded.reference.sort(key=lambda recorded: recorded.position)
        for history in loaded.histories.values():
            history.sort(key=lambda recorded: recorded.version)
        return loaded

    def append(self, batch: Sequence[Appending]) -> list[Outcome]:
        """Store each or refuse it alone. Raise `StoreUnavailable`: then look the ids up first.

        Raises `WrongMasterKey` where new keys are wrapped under another master than the city's.
        """
        try:
            return self._connected().append(batch)
        except (OperationalError, InterfaceError) as error:
            raise StoreUnavailable() from error
        except IntegrityError as error:
            raise WrongMasterKey(stream=f"the city {self.city}") from error

    def take_numbers(self, day: date, count: int) -> range:
        """Return the next serial numbers of that day. Raise `StoreUnavailable`."""
        [(first,)] = self._query(self._take_numbers, (day, count))
        return range(first, first + count)

    def seal(
        self, drafts: Sequence[Draft], wrapped: dict[str, bytes], *, new: bool
    ) -> tuple[list[StoredEvent], AppealKey | None]:
        """Return the drafts as stored events, sealed, with the key that is to be stored:
        a new appeal's, or that of an appeal whose caller's number is another from now on.

        What could not be read back is not stored: that raises `UnreadableFact`.
        """
        key, made = None, None
        if new:
            key, made = self.vault.new_key(drafts[0].stream, _phone(drafts[0]))
        elif drafts[0].stream in wrapped:
            stream = drafts[0].stream
            key = self.vault.open_key(stream, wrapped[stream])
            if phone := next(filter(None, map(_phone, drafts)), None):
                made = self.vault.moved(stream, wrapped[stream], phone)
        return [self._stored(draft, key) for draft in drafts], made

    def opened(self, wrapped: Mapping[str, bytes], recorded: Recorded, field: str) -> str | None:
        """Return a personal field of a stored fact, in plain; None once it is erased."""
        token: str | None = getattr(recorded.fact, field, None)
        if token is None or not is_sealed(token):
            return token
        if (there := wrapped.get(recorded.stream)) is None:
            return None
        key = self.vault.open_key(recorded.stream, there)
        return unseal(key, recorded.stream, recorded.version, field, token)

    def _stored(self, draft: Draft, key: Any) -> StoredEvent:
        fact = draft.fact
        if fact.PERSONAL:
            sealed = {
                field: seal(key, draft.stream, draft.version, field, _opened(key, draft, field))
                for field in fact.PERSONAL
                if getattr(fact, field) is not None
            }
            fact = msgspec.structs.replace(fact, **sealed)
        state = self.mapper.encode(fact, draft.envelope)
        self.mapper.decode(draft.stream, draft.version, 0, fact.TOPIC, state)
        return StoredEvent(
            originator_id=draft.stream,
            originator_version=draft.version,
            topic=fact.TOPIC,
            state=state,
        )

    def _sort_in(self, loaded: Loaded, kind: str, row: Sequence[Any], command: UUID) -> None:
        """Put a row of `load` where it belongs: its columns are those of its kind."""
        match kind:
            case "fact":
                self._add(loaded, row)
            case "reference":
                loaded.reference.append(self.mapper.decode(*row))
            case "command":
                stream, version, position, status, fingerprint = row
                loaded.known[command] = Known(fingerprint, stream, version, position, status)
            case "key":
                loaded.keys[row[0]] = row[-1]
            case "number":
                loaded.numbers = range(row[1], row[2])

    def _add(self, loaded: Loaded, row: Sequence[Any]) -> None:
        try:
            recorded = self.mapper.decode(*row)
            loaded.histories.setdefault(recorded.stream, []).append(recorded)
        except UnreadableFact as error:
            loaded.unreadable[row[0]] = error

    def _query(self, statement: SQL, params: Any) -> list[tuple[Any, ...]]:
        try:
            with self._connected().connection() as conn:
                return run(conn, statement, params)
        except (OperationalError, InterfaceError) as error:
            raise StoreUnavailable() from error

    def _connected(self) -> Recorder:
        if self._recorder is None:
            self._recorder = Recorder(self._datastore)
        return self._recorder


def _phone(draft: Draft) -> str | None:
    phone: str | None = getattr(draft.fact, "claimant_phone", None)
    return phone


def _opened(key: Any, draft: Draft, field: str) -> str:
    """Return a personal text in plain; one that was sealed for another place is opened from it."""
    text: str = getattr(draft.fact, field)
    if not isinstance(text, Sealed):
        return text
    return unseal(key, draft.stream, text.version, field, text)
