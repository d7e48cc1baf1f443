"""What is asked, on what is there: facts, or a refusal. One request after the other, in order."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from casework.appeal.appeal import Appeal, evolve, fold
from casework.appeal.commands import AppealCommand, CollectAppeal, ImportHistory
from casework.directory.directory import Directory
from casework.errors import CaseworkError, KeyReused, Refusal, UnknownAppeal, VersionConflict
from casework.facts import Actor, Caller, Decided, Envelope, Fact, Recorded
from casework.requests import Answer, Request
from casework.scene import Scene
from casework.store.recorder import Appending, Outcome
from casework.store.store import Draft, Known, Loaded

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


class Deciding:
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
