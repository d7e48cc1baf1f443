"""Facts to stored bytes and back: compact JSON by msgspec, explicit names from an allow-list."""

from typing import Generic, TypeVar

import msgspec

from casework.appeal.events import FACTS as APPEAL_FACTS
from casework.bulletin.events import FACTS as BULLETIN_FACTS
from casework.directory.events import FACTS as DIRECTORY_FACTS
from casework.errors import UnreadableFact
from casework.facts import Envelope, Fact, Recorded
from casework.policy.calendar_events import FACTS as CALENDAR_FACTS
from casework.policy.events import FACTS as POLICY_FACTS
from casework.searching.events import FACTS as SEARCH_FACTS

_FACTS = (
    *APPEAL_FACTS,
    *DIRECTORY_FACTS,
    *POLICY_FACTS,
    *CALENDAR_FACTS,
    *BULLETIN_FACTS,
    *SEARCH_FACTS,
)
FACTS: dict[str, type[Fact]] = {fact.TOPIC: fact for fact in _FACTS}

F = TypeVar("F", bound=Fact)


class Stored(msgspec.Struct, Generic[F], frozen=True, gc=False):
    """The stored form: the envelope, then the payload."""

    envelope: Envelope
    payload: F


class FactMapper:
    """Facts as stored bytes; a stored name leads to one known class, never to a Python path."""

    def __init__(self) -> None:
        self._encode = msgspec.json.Encoder().encode
        self._decode = {
            topic: msgspec.json.Decoder(Stored[cls]).decode  # type: ignore[valid-type]
            for topic, cls in FACTS.items()
        }

    def encode(self, fact: Fact, envelope: Envelope) -> bytes:
        """Return the bytes to store. Personal fields must be sealed by now."""
        return self._encode(Stored(envelope, fact))

    def decode(
        self, stream: str, version: int, position: int, topic: str, state: bytes
    ) -> Recorded:
        """Return the fact at its place. Raise `UnreadableFact` where name or bytes are unknown."""
        try:
            stored = self._decode[topic](state)
        except (KeyError, msgspec.DecodeError) as error:
            reason = f"unknown name {error}" if isinstance(error, KeyError) else str(error)
            raise UnreadableFact(
                stream=stream, version=version, topic=topic, reason=reason
            ) from error
        return Recorded(stream, version, position, stored.payload, stored.envelope)
