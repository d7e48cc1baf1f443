"""What comes of a batch: what is answered, what is to be stored, what is decided again."""

from collections.abc import Iterable

import msgspec

from casework.appeal.commands import AppealCommand
from casework.requests import Answer, Rehearsal, Request
from casework.store.recorder import Appending, Outcome
from casework.store.store import Draft


class Decision(msgspec.Struct):
    """An accepted request with the events to append for it."""

    request: Request
    drafts: list[Draft]
    status: str
    appending: Appending | None = None

    def answer(self, outcome: Outcome) -> Answer:
        """What the caller is told once it is stored."""
        stream = self.drafts[0].stream
        moved = {d.stream: d.version for d in self.drafts if d.stream != stream}
        also = tuple(moved.items()) if isinstance(self.request.command, AppealCommand) else ()
        return Answer(stream, outcome.version, outcome.position, self.status, also=also)


class Decisions(msgspec.Struct):
    """The result of a round: answers ready now, events to append, requests for the next round."""

    answered: list[tuple[Request, Answer | Rehearsal | Exception]] = []
    decisions: list[Decision] = []
    later: list[Request] = []


class LookFurther(Exception):
    """A rule looks at appeals that were not loaded: decide it again with them."""

    def __init__(self, streams: Iterable[str] = ()) -> None:
        super().__init__()
        self.streams = frozenset(streams)
