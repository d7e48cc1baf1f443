"""One round of the desk: look at the log if need be, decide, number, seal: ready to append."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import msgspec
from eventsourcing.persistence import StoredEvent

from casework.appeal.commands import AppealCommand, CollectAppeal
from casework.deciding import BatchDecider
from casework.decisions import Accepted, BatchResult
from casework.errors import CaseworkError
from casework.numbers import Numbers, day_in_china
from casework.reference import Reference
from casework.requests import Opening, Request
from casework.store.recorder import Appending
from casework.store.store import Loaded, Store

FRESH_SECONDS = 0.5
AHEAD = 4  # a look takes numbers for this many batches like its own


class Batch:
    """Decides batches. Keeps what commands refer to between them, brought up to date by each load.

    A batch of nothing but collections needs no look at the log: a new appeal has no past, and the
    append itself finds a key that was used before. So it is decided from memory, as long as the
    last look is fresh; whatever would be refused so is decided again after another look.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], prefix: str) -> None:
        self._store, self._clock, self._prefix = store, clock, prefix
        self._numbers = Numbers(store)
        self._looked = -FRESH_SECONDS
        self.reference = Reference()

    def decide(self, batch: Sequence[Request]) -> BatchResult:
        """Return everything that these requests lead to. Raises `StoreUnavailable`."""
        from_memory = self._may_trust_memory(batch)
        loaded = Loaded() if from_memory else self._look(batch)
        deciding = BatchDecider(
            loaded, self.reference, self._clock, partial(self._store.opened, loaded.keys)
        )
        for request in batch:
            deciding.take(request)
        if from_memory and (deciding.result.answered or deciding.result.later):
            self.doubt()
            return BatchResult([], [], list(batch))
        self._number(deciding.result.decisions)
        return self._sealed(deciding.result, loaded)

    def refresh(self) -> None:
        """Read what is new to refer to. Raises `StoreUnavailable`."""
        self._look(())

    def doubt(self) -> None:
        """Let the next batch look first: what is remembered has proved stale."""
        self._looked = -FRESH_SECONDS

    def _may_trust_memory(self, batch: Sequence[Request]) -> bool:
        fresh = time.monotonic() - self._looked < FRESH_SECONDS
        return (
            fresh
            and all(map(_wants_todays_number, batch))
            and self._numbers.lacking(day_in_china(self._clock()), len(batch)) == 0
        )

    def _look(self, batch: Sequence[Request]) -> Loaded:
        """Load streams, known commands, keys, numbers and what is new to refer to in one query."""
        streams = frozenset().union(*map(_streams, batch))
        today, new = day_in_china(self._clock()), sum(map(_wants_todays_number, batch))
        loaded = self._store.load(
            streams,
            {request.command_id for request in batch},
            self.reference.position,
            today,
            self._numbers.lacking(today, new * AHEAD),
        )
        self._looked = time.monotonic()
        self._numbers.keep(today, loaded.numbers)
        for recorded in loaded.reference:
            self.reference.apply(recorded)
        return loaded

    def _number(self, decisions: Sequence[Accepted]) -> None:
        """Give the new appeals their numbers: prefix, day in China, serial of the day."""
        for decision in decisions:
            if not decision.drafts[0].stream:
                day = day_in_china(decision.drafts[0].envelope.recorded_at)
                name = f"{self._prefix}{day:%Y%m%d}-{self._numbers.give(day):06d}"
                decision.drafts = [msgspec.structs.replace(d, stream=name) for d in decision.drafts]

    def take_back(self, decisions: Sequence[Accepted]) -> None:
        """Give the numbers of new appeals that the log refused to the next ones."""
        for decision in decisions:
            if isinstance(decision.request.command, CollectAppeal):
                day = day_in_china(decision.drafts[0].envelope.recorded_at)
                self._numbers.take_back(day, int(decision.drafts[0].stream.rpartition("-")[2]))

    def _sealed(self, result: BatchResult, loaded: Loaded) -> BatchResult:
        """Return the decisions ready to append. One that cannot be stored fails alone, and what was
        decided on top of it is decided again."""
        ready: list[Accepted] = []
        failed: set[str] = set()
        for decision in result.decisions:
            streams = {draft.stream for draft in decision.drafts}
            if streams & failed:
                result.later.append(decision.request)
                continue
            try:
                decision.appending = self._appending(decision, loaded)
                ready.append(decision)
            except CaseworkError as error:
                failed |= streams
                self.take_back([decision])
                result.answered.append((decision.request, error))
        result.decisions = ready
        return result

    def _appending(self, decision: Accepted, loaded: Loaded) -> Appending:
        request, drafts = decision.request, decision.drafts
        new = isinstance(request.command, Opening)
        events: list[StoredEvent]
        events, key = self._store.seal(drafts, loaded.keys, new=new)
        return Appending(
            command_id=request.command_id,
            events=events,
            fingerprint=request.fingerprint,
            status=decision.status,
            key=key,
        )


def _wants_todays_number(request: Request) -> bool:
    command = request.command
    return isinstance(command, CollectAppeal) and request.at is None and not request.dry


def _streams(request: Request) -> frozenset[str]:
    """Return what is to be loaded: its appeal, and others that it turned out to look at."""
    command = request.command
    if isinstance(command, AppealCommand) and command.appeal_no:
        return request.also | {command.appeal_no}
    return request.also
