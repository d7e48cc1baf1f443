"""What was published, as far as the next one must know: which version, and what it came to."""

from datetime import datetime

import msgspec

from casework.bulletin.events import BulletinPublished
from casework.facts import Recorded


class Published(msgspec.Struct, frozen=True):
    """One published bulletin, without its figures."""

    stream: str
    version: int
    position: int
    published_at: datetime
    published_by: str
    policy: str
    period: str
    digest: str


class Bulletins:
    """The versions of every bulletin, the oldest first. It grows by `apply`."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self.published: list[Published] = []

    def latest(self, stream: str) -> Published | None:
        """Return the newest version of a bulletin."""
        return next((p for p in reversed(self.published) if p.stream == stream), None)

    def issue(self, stream: str) -> int:
        """Return its number among the bulletins of its policy (期); its versions are one issue."""
        policy = stream.rpartition("/")[0]
        streams = [p.stream for p in self.published if p.stream.startswith(f"{policy}/")]
        return list(dict.fromkeys(streams)).index(stream) + 1

    def apply(self, recorded: Recorded) -> None:
        """Take in one more bulletin."""
        fact = recorded.fact
        assert isinstance(fact, BulletinPublished), "a bulletin's stream holds nothing else"
        self.versions[recorded.stream] = recorded.version
        self.published.append(
            Published(
                stream=recorded.stream,
                version=recorded.version,
                position=recorded.position,
                published_at=recorded.envelope.recorded_at,
                published_by=recorded.envelope.actor.user,
                policy=fact.board.policy,
                period=fact.board.period,
                digest=fact.digest,
            )
        )


def stream_of(policy: str, period: str) -> str:
    """Return the stream of a bulletin, from the policy's id (or tag) and the period's label."""
    return f"bulletin/{policy.partition('@')[0]}/{period}"


def is_bulletin(stream: str) -> bool:
    """Return whether a stream is that of a bulletin."""
    return stream.startswith("bulletin/")
