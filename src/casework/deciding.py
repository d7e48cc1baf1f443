"""One round of the desk: what is asked, on what is there, gives facts or a refusal."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from eventsourcing.persistence import StoredEvent

from casework.appeal.appeal import Appeal, evolve, fold
from casework.appeal.commands import AppealCommand, CollectAppeal, ImportHistory
from casework.directory.directory import Directory
from casework.errors import CaseworkError, KeyReused, Refusal, UnknownAppeal, VersionConflict
from casework.facts import Actor, Caller, Decided, Envelope, Fact, Recorded
from casework.requests import Answer, Request
from casework.scene import Scene
from casework.store.recorder import Appending, Outcome
from casework.store.store import Draft, Known, Loaded, Store

CHINA = ZoneInfo("Asia/Shanghai")
FRESH_SECONDS = 0.5
AHEAD = 4  # a look takes numbers for this many batches like its own
Opening = CollectAppeal | ImportHistory


class Decision(msgspec.Struct):
    """An accepted request with the events to append for it."""

    request: Request
    drafts: list[Draft]
    status: str
    appending: Appending | None = None

    def answer(self, outcome: Outcome) -> Answer:
        """What the caller is told once it is stored."""
        stream = self.drafts[0].stream
        return Answer(stream, outcome.version, outcome.position, self.status)


class Decisions(msgspec.Struct):
    """The result of a round: answers ready now, events to append, requests for the next round."""

    answered: list[tuple[Request, Answer | Exception]] = []
    decisions: list[Decision] = []
    later: list[Request] = []


class Round:
    """Decides batches. Keeps the directory between them, brought up to date by each load.

    A batch of nothing but collections needs no look at the log: a new appeal has no past, and the
    append itself finds a key that was used before. So it is decided from memory, as long as the
    last look is fresh; whatever would be refused so is decided again after another look.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], prefix: str) -> None:
        self._store, self._clock, self._prefix = store, clock, prefix
        self._numbers = Numbers(store)
        self._looked = -FRESH_SECONDS
        self.directory = Directory()

    def decide(self, batch: Sequence[Request]) -> Decisions:
        """Everything that these requests lead to. Raises `StoreUnavailable`."""
        from_memory = self._may_trust_memory(batch)
        loaded = Loaded({}, {}, {}, {}, []) if from_memory else self._look(batch)
        deciding = _Deciding(loaded, self.directory, self._clock)
        for request in batch:
            deciding.take(request)
        if from_memory and deciding.result.answered:
            self.doubt()
            return Decisions([], [], list(batch))
        self._number(deciding.result.decisions)
        return self._sealed(deciding.result, loaded)

    def doubt(self) -> None:
        """What is remembered has proved stale: the next batch looks first."""
        self._looked = -FRESH_SECONDS

    def _may_trust_memory(self, batch: Sequence[Request]) -> bool:
        fresh = time.monotonic() - self._looked < FRESH_SECONDS
        return (
            fresh
            and all(map(_wants_todays_number, batch))
            and self._numbers.lacking(_day(self._clock()), len(batch)) == 0
        )

    def _look(self, batch: Sequence[Request]) -> Loaded:
        """One query for streams, known commands, keys, numbers, and the directory's news."""
        commands = [r.command for r in batch if isinstance(r.command, AppealCommand)]
        today, new = _day(self._clock()), sum(map(_wants_todays_number, batch))
        loaded = self._store.load(
            {command.appeal_no for command in commands if command.appeal_no},
            {request.command_id for request in batch},
            self.directory.position,
            today,
            self._numbers.lacking(today, new * AHEAD),
        )
        self._looked = time.monotonic()
        self._numbers.keep(today, loaded.numbers)
        for recorded in loaded.directory:
            self.directory.apply(recorded)
        return loaded

    def _number(self, decisions: Sequence[Decision]) -> None:
        """Give the new appeals their numbers: prefix, day in China, serial of the day."""
        for decision in decisions:
            if not decision.drafts[0].stream:
                day = _day(decision.drafts[0].envelope.recorded_at)
                name = f"{self._prefix}{day:%Y%m%d}-{self._numbers.give(day):06d}"
                decision.drafts = [msgspec.structs.replace(d, stream=name) for d in decision.drafts]

    def _sealed(self, result: Decisions, loaded: Loaded) -> Decisions:
        """The decisions ready to append. One that cannot be stored fails alone, and what was
        decided on top of it is decided again."""
        ready: list[Decision] = []
        failed: set[str] = set()
        for decision in result.decisions:
            stream = decision.drafts[0].stream
            if stream in failed:
                result.later.append(decision.request)
                continue
            try:
                decision.appending = self._appending(decision, loaded)
                ready.append(decision)
            except CaseworkError as error:
                failed.add(stream)
                result.answered.append((decision.request, error))
        result.decisions = ready
        return result

    def _appending(self, decision: Decision, loaded: Loaded) -> Appending:
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


class Numbers:
    """Serial numbers of the day: taken with a look at the log, given when one is accepted.

    What is left over is given to the next; only the end of a process leaves a small gap.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._day, self._kept = date.min, deque[int]()

    def lacking(self, day: date, wanted: int) -> int:
        """How many more are to be taken, so that there are that many."""
        return max(wanted - (len(self._kept) if day == self._day else 0), 0)

    def keep(self, day: date, numbers: range) -> None:
        """Put by what was taken; those of another day are let go."""
        if day != self._day:
            self._day, self._kept = day, deque()
        self._kept.extend(numbers)

    def give(self, day: date) -> int:
        """The next number of that day. Raises `StoreUnavailable`."""
        if day == self._day and self._kept:
            return self._kept.popleft()
        [number] = self._store.take_numbers(day, 1)
        return number


class _Deciding:
    """The working state of one round: appeals as they will be once what is decided is stored."""

    def __init__(self, loaded: Loaded, directory: Directory, clock: Callable[[], datetime]) -> None:
        self._loaded, self._directory, self._clock = loaded, directory, clock
        self._appeals: dict[str, Appeal | None] = {}
        self._ids: set[UUID] = set()
        self.result = Decisions([], [], [])

    def take(self, request: Request) -> None:
        """Sort one request: answered, decided, or left for the next round."""
        if request.command_id in self._ids:
            self.result.later.append(request)
            return
        self._ids.add(request.command_id)
        try:
            if known := self._loaded.known.get(request.command_id):
                self.result.answered.append((request, _repeated(request, known)))
            else:
                self._decide(request)
        except CaseworkError as refusal:
            self.result.answered.append((request, refusal))

    def _decide(self, request: Request) -> None:
        scene = Scene(request.at or self._clock(), request.caller, self._directory)
        command = request.command
        if isinstance(command, Opening):
            self._open(request, command, scene)
        elif isinstance(command, AppealCommand):
            self._move(request, command, scene)
        else:
            role = command.authorise(scene.caller)
            self._register(request, command.decide(scene), role, scene)

    def _open(self, request: Request, command: Opening, scene: Scene) -> None:
        role = command.authorise_new(scene.caller)
        if command.appeal_no and (there := self._appeal(command.appeal_no)):
            command.check_state(there)
        drafts = self._drafts(request, command.appeal_no, 0, command.open(scene), role, scene)
        self._accept(request, drafts, None)

    def _move(self, request: Request, command: AppealCommand, scene: Scene) -> None:
        appeal = self._appeal(command.appeal_no)
        if appeal is None:
            raise UnknownAppeal(appeal_no=command.appeal_no)
        role = command.authorise(scene.caller, appeal)
        self._check_version(request, appeal)
        scene = msgspec.structs.replace(scene, at=max(scene.at, appeal.moved_at))
        facts = _ruled(command, appeal, scene)
        drafts = self._drafts(request, appeal.appeal_no, appeal.version, facts, role, scene)
        self._accept(request, drafts, appeal)

    def _register(
        self, request: Request, facts: Sequence[Decided], role: str, scene: Scene
    ) -> None:
        if not facts:
            unchanged = Answer("directory", 0, self._directory.position, "unchanged")
            self.result.answered.append((request, unchanged))
            return
        envelope = _envelopes(request, role, scene)(facts[0])
        versions = self._directory.versions
        drafts = [Draft(d.stream, versions.get(d.stream, 0) + 1, d.fact, envelope) for d in facts]
        self.result.decisions.append(Decision(request, drafts, "registered"))

    def _drafts(
        self, request: Request, stream: str, version: int,
        facts: Sequence[Fact | Decided], role: str, scene: Scene,
    ) -> list[Draft]:  # fmt: skip
        envelope = _envelopes(request, role, scene)
        decided = [f if isinstance(f, Decided) else Decided(stream, f) for f in facts]
        return [Draft(stream, version + n, d.fact, envelope(d)) for n, d in enumerate(decided, 1)]

    def _accept(self, request: Request, drafts: list[Draft], appeal: Appeal | None) -> None:
        for draft in drafts:
            recorded = Recorded(draft.stream, draft.version, 0, draft.fact, draft.envelope)
            appeal = evolve(appeal, recorded)
        if appeal is None:
            raise AssertionError("an accepted command leaves an appeal")
        if appeal.appeal_no:
            self._appeals[appeal.appeal_no] = appeal
        self.result.decisions.append(Decision(request, drafts, appeal.status))

    def _appeal(self, appeal_no: str) -> Appeal | None:
        if appeal_no in self._loaded.unreadable:
            raise self._loaded.unreadable[appeal_no]
        if appeal_no not in self._appeals:
            self._appeals[appeal_no] = fold(self._loaded.histories.get(appeal_no, ()))
        return self._appeals[appeal_no]

    def _check_version(self, request: Request, appeal: Appeal) -> None:
        if request.expected is None or request.expected == appeal.version:
            return
        history = self._loaded.histories.get(appeal.appeal_no, [])
        raise VersionConflict(
            appeal_no=appeal.appeal_no,
            version=appeal.version,
            expected=request.expected,
            since=[r for r in history if r.version > request.expected],
        )


def _ruled(command: AppealCommand, appeal: Appeal, scene: Scene) -> Sequence[Fact | Decided]:
    """What the rule says; a refusal takes along the state that it looked at."""
    try:
        command.check_state(appeal)
        return command.decide(appeal, scene)
    except Refusal as refusal:
        refusal.appeal = appeal
        raise


def _wants_todays_number(request: Request) -> bool:
    return isinstance(request.command, CollectAppeal) and request.at is None


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()


def _repeated(request: Request, known: Known) -> Answer:
    if known.fingerprint != request.fingerprint:
        raise KeyReused()
    return Answer(known.stream, known.version, known.position, known.status, repeated=True)


def _envelopes(request: Request, role: str, scene: Scene) -> Callable[[Decided], Envelope]:
    """Makes the envelopes of one request's facts: who and when are the same for all of them."""
    caller: Caller = request.caller
    actor, command_id = Actor(caller.user, role, caller.unit), str(request.command_id)

    def envelope(decided: Decided) -> Envelope:
        return Envelope(
            recorded_at=scene.at,
            actor=actor,
            command_id=command_id,
            occurred_at=decided.occurred_at,
            correlation_id=request.correlation_id,
            ip=request.ip,
            source=decided.source,
        )

    return envelope
