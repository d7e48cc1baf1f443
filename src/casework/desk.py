"""派单台: the desk decides commands in batches. Many clerks put theirs down; one worker takes all.

A batch costs one query to load, one call to append, one flush, however many commands wait. They
are decided in order, so two commands on one appeal see each other; a command that loses to
another process is decided again on fresh state.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from queue import Empty, SimpleQueue

import structlog
from prometheus_client import Counter

from casework.batch import Batch
from casework.decisions import Accepted
from casework.errors import CaseworkError, StoreUnavailable
from casework.reference import Reference
from casework.requests import Answer, Refresh, Rehearsal, Request
from casework.runtime import metrics, traces
from casework.store.recorder import Outcome
from casework.store.store import Store

BATCH = 256
RETRY_SECONDS = 0.1

Waiting = Request | Refresh
Result = Answer | Rehearsal | Exception | None
Deliver = Callable[[Sequence[tuple[Waiting, Result]]], None]

log = structlog.get_logger()


class Desk:
    """One worker thread over one store. `deliver` hands results back, a batch at a time."""

    def __init__(
        self, store: Store, deliver: Deliver, clock: Callable[[], datetime], prefix: str
    ) -> None:
        self._store, self._deliver = store, deliver
        self._round = Batch(store, clock, prefix)
        self._waiting: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)

    @property
    def reference(self) -> Reference:
        """Return what commands refer to, as of the last batch or refresh."""
        return self._round.reference

    def open(self) -> None:
        """Start the worker."""
        self._thread.start()

    def close(self) -> None:
        """Settle what waits, then stop."""
        self._waiting.put(None)
        self._thread.join()

    def submit(self, request: Waiting) -> None:
        """Put a request, or a wish to refresh, on the desk; its result comes by `deliver`."""
        self._waiting.put(request)

    def _work(self) -> None:
        stopping = False
        while not stopping:
            batch, stopping = self._take()
            if batch:
                metrics.BATCH.observe(len(batch))
                with traces.batch(batch):
                    self._settle(batch)

    def _take(self) -> tuple[list[Waiting], bool]:
        """Return all that waits, up to the cap; a change of what commands refer to ends a batch."""
        batch: list[Waiting] = []
        request = self._waiting.get()
        while request is not None:
            batch.append(request)
            if len(batch) == BATCH or request.changes_reference:
                return batch, False
            try:
                request = self._waiting.get_nowait()
            except Empty:
                return batch, False
        return batch, True

    def _settle(self, batch: list[Waiting]) -> None:
        pending: Sequence[Waiting] = batch
        while pending:
            try:
                pending = self._once(pending)
            except StoreUnavailable as error:
                log.warning("store.away", waiting=len(pending), cause=str(error.__cause__)[:200])
                pending = self._give_up(pending, error)
                time.sleep(RETRY_SECONDS if pending else 0)
            except Exception as error:
                log.exception("desk.failed", waiting=len(pending))
                self._answer([(request, error) for request in pending])
                return

    def _once(self, pending: Sequence[Waiting]) -> Sequence[Waiting]:
        """Load, decide, append, answer; return what must be decided again.

        What was answered on facts of this very batch waits for these to be stored: where they lose
        to another process, it is decided again, too.
        """
        if not (requests := self._refreshed(pending)):
            return []
        decided = self._round.decide(requests)
        moved = _streams(decided.decisions) if decided.answered else frozenset()
        self._answer([each for each in decided.answered if not _looks_at(each[0], moved)])
        if not decided.decisions:
            return decided.later
        with traces.append(len(decided.decisions)):
            outcomes = self._store.append([a for d in decided.decisions if (a := d.appending)])
        stored, lost = _parted(decided.decisions, outcomes)
        if lost:
            self._round.doubt()
            self._round.take_back(lost)
        resting = [each for each in decided.answered if _looks_at(each[0], moved)]
        undone = _streams(lost)
        self._answer([*stored, *(each for each in resting if not _looks_at(each[0], undone))])
        again = [r for r, _ in resting if _looks_at(r, undone)]
        return [*self._still_patient([*(d.request for d in lost), *again]), *decided.later]

    def _refreshed(self, pending: Sequence[Waiting]) -> list[Request]:
        """Return the requests among them, once what is new is read where somebody wants that."""
        requests = [each for each in pending if isinstance(each, Request)]
        if len(requests) < len(pending):
            self._round.refresh()
            self._answer([(each, None) for each in pending if isinstance(each, Refresh)])
        return requests

    def _still_patient(self, requests: list[Request]) -> list[Waiting]:
        return self._give_up(requests, StoreUnavailable()) if requests else []

    def _give_up(self, pending: Sequence[Waiting], error: Exception) -> list[Waiting]:
        """Fail whoever has waited long enough; the others go on waiting."""
        now = time.monotonic()
        self._answer([(r, error) for r in pending if r.until <= now])
        return [r for r in pending if r.until > now]

    def _answer(self, results: Sequence[tuple[Waiting, Result]]) -> None:
        for request, result in results:
            if isinstance(request, Request):
                _counter(request.command.VERB, _kind(result)).inc()
        if results:
            self._deliver(results)


def _parted(
    decisions: Sequence[Accepted], outcomes: Sequence[Outcome]
) -> tuple[list[tuple[Request, Result]], list[Accepted]]:
    """Return the answers of what was stored, and what lost and is decided again."""
    stored: list[tuple[Request, Result]] = []
    lost: list[Accepted] = []
    for decision, outcome in zip(decisions, outcomes, strict=True):
        if outcome.kind == "stored":
            stored.append((decision.request, decision.answer(outcome)))
        else:
            lost.append(decision)
    return stored, lost


def _streams(decisions: Sequence[Accepted]) -> frozenset[str]:
    """Return the streams that these decisions add to."""
    return frozenset(draft.stream for each in decisions for draft in each.drafts)


def _looks_at(request: Request, streams: frozenset[str]) -> bool:
    """Return whether a command is decided on one of these streams."""
    named = getattr(request.command, "appeal_no", None)
    return named in streams or not request.also.isdisjoint(streams)


@cache
def _counter(verb: str, result: str) -> Counter:
    return metrics.COMMANDS.labels(verb, result)


def _kind(result: Result) -> str:
    if isinstance(result, Answer):
        return "repeated" if result.repeated else "accepted"
    if isinstance(result, Rehearsal):
        return "rehearsed"
    return result.code if isinstance(result, CaseworkError) else "fault"
