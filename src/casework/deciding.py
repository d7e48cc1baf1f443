"""What is asked, on what is there: facts, or a refusal. One request after the other, in order."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from casework.appeal.appeal import Appeal
from casework.appeal.approvals import awaits_head, to_head
from casework.appeal.chronology import ended_by_time, ruled
from casework.appeal.commands import AppealCommand, ImportHistory
from casework.appeal.disclosing import Claimants, Open, as_it_is
from casework.appeal.folding import evolve, fold
from casework.appeal.moot import after, voided
from casework.context import DecisionContext
from casework.decisions import Accepted, BatchResult, MissingStreams, envelopes
from casework.errors import CaseworkError, KeyReused, Refusal, UnknownAppeal, VersionConflict
from casework.facts import Fact, NewFact, Recorded
from casework.reference import Reference
from casework.requests import Answer, Opening, Rehearsal, Request
from casework.store.store import Draft, Known, Loaded

T = TypeVar("T")


class BatchDecider:
    """The working state of one round: appeals as they will be once what is decided is stored."""

    def __init__(
        self,
        loaded: Loaded,
        reference: Reference,
        clock: Callable[[], datetime],
        opened: Open = as_it_is,
    ) -> None:
        self._loaded, self._reference, self._clock = loaded, reference, clock
        self._claimants = Claimants(loaded.histories, opened)
        self._appeals: dict[str, Appeal | None] = {}
        self._ids: set[UUID] = set()
        self.result = BatchResult([], [], [])

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
        except MissingStreams as missing:
            self.result.later.append(replace(request, also=request.also | missing.streams))
        except CaseworkError as refusal:
            self.result.answered.append((request, refusal))

    def _decide(self, request: Request) -> None:
        command = request.command
        context = self._context(request)
        if isinstance(command, Opening):
            self._open(request, command, context)
        elif isinstance(command, AppealCommand):
            self._move(request, command, context)
        else:
            role = command.authorise(context.caller)
            self._refer(request, command.decide(context), role, context)

    def _context(self, request: Request) -> DecisionContext:
        at, reference = request.at or self._clock(), self._reference
        return DecisionContext(
            at,
            request.caller,
            reference.directory,
            reference.policies,
            at,
            bulletins=reference.bulletins,
        )

    def _open(self, request: Request, command: Opening, context: DecisionContext) -> None:
        role = command.authorise_new(context.caller)
        if command.appeal_no and (there := self.appeal(command.appeal_no)):
            command.check_state(there)
        context = replace(context, others=self._others(command, None))
        self._accept(request, command.open(context), role, context)

    def _move(self, request: Request, command: AppealCommand, context: DecisionContext) -> None:
        appeal = self.appeal(command.appeal_no)
        if appeal is None:
            command.check_reads(context, None)
            raise UnknownAppeal(appeal_no=command.appeal_no)
        role = command.authorise(context, appeal)
        self._check_version(request, appeal)
        context = replace(context, at=max(context.at, appeal.moved_at))
        ended, meets = ended_by_time(command, appeal, context)
        _with_state(meets, lambda: command.check_state(meets))
        met = replace(
            context, others=self._others(command, appeal), history=self._history(command, appeal)
        )
        facts, counted = _with_state(meets, lambda: _ruled(command, meets, met, role))
        self._accept(request, [*ended, *facts], role, counted)

    def _others(self, command: AppealCommand, appeal: Appeal | None) -> dict[str, Appeal]:
        names = command.others(appeal)
        if not self._loaded.streams.issuperset(names):
            raise MissingStreams(names)
        return {name: other for name in names if (other := self.appeal(name))}

    def _history(self, command: AppealCommand, appeal: Appeal) -> Sequence[Recorded]:
        """Return the stored facts; a rule that reads them waits until this round's are stored."""
        history = self._loaded.histories.get(appeal.appeal_no, [])
        if command.WHOLE and len(history) < appeal.version:
            raise MissingStreams()
        return history

    def _refer(
        self, request: Request, facts: Sequence[NewFact], role: str, context: DecisionContext
    ) -> None:
        """Take facts of the directory, a policy or a calendar: each on a stream of its own."""
        if request.dry:
            told = Rehearsal("", "registered", [d.fact for d in facts])
            self.result.answered.append((request, told))
            return
        if not facts:
            unchanged = Answer("directory", 0, self._reference.position, "unchanged")
            self.result.answered.append((request, unchanged))
            return
        envelope = envelopes(request, role, context)
        versions: dict[str, int] = {}
        drafts: list[Draft] = []
        for d in facts:
            version = versions.get(d.stream) or self._reference.version(d.stream)
            versions[d.stream] = version + 1
            drafts.append(Draft(d.stream, version + 1, d.fact, envelope(d)))
        self.result.decisions.append(Accepted(request, drafts, "registered"))

    def _accept(
        self, request: Request, facts: Sequence[Fact | NewFact], role: str, context: DecisionContext
    ) -> None:
        """Put each fact at its place in its stream, and note every stream's state after it."""
        command = request.command
        assert isinstance(command, AppealCommand)
        envelope = envelopes(request, role, context)
        drafts: list[Draft] = []
        after: dict[str, Appeal] = {}
        told: list[Recorded] = []
        for each in facts:
            d = each if isinstance(each, NewFact) else NewFact(command.appeal_no, each)
            before = after.get(d.stream) or (self.appeal(d.stream) if d.stream else None)
            draft = Draft(d.stream, before.version + 1 if before else 1, d.fact, envelope(d))
            recorded = Recorded(draft.stream, draft.version, 0, draft.fact, draft.envelope)
            after[d.stream] = evolve(before, recorded)
            drafts.append(draft)
            told.append(recorded)
        if not isinstance(command, ImportHistory):  # starred out row by row as it was told
            self._claimants.check(command, told, after)
        status = after[command.appeal_no].status
        if request.dry:
            self.result.answered.append((request, _rehearsal(command.appeal_no, status, drafts)))
            return
        self._claimants.remember(told)
        self._appeals.update((name, appeal) for name, appeal in after.items() if name)
        self.result.decisions.append(Accepted(request, drafts, status))

    def appeal(self, appeal_no: str) -> Appeal | None:
        """Return the appeal as it will be once this round is stored; None where there is none."""
        if appeal_no in self._loaded.unreadable:
            raise self._loaded.unreadable[appeal_no]
        if appeal_no not in self._appeals:
            self._appeals[appeal_no] = fold(self._loaded.histories.get(appeal_no, ()))
        return self._appeals[appeal_no]

    def _check_version(self, request: Request, appeal: Appeal) -> None:
        if request.expected is None or request.expected == appeal.version:
            return
        history = self._loaded.histories.get(appeal.appeal_no, [])
        if len(history) < appeal.version:  # what came since was decided in this very round
            raise MissingStreams()
        conflict = VersionConflict(
            appeal_no=appeal.appeal_no,
            version=appeal.version,
            expected=request.expected,
            since=[r for r in history if r.version > request.expected],
        )
        conflict.appeal = appeal
        raise conflict


def _ruled(
    command: AppealCommand, appeal: Appeal, context: DecisionContext, role: str
) -> tuple[Sequence[Fact | NewFact], DecisionContext]:
    """Return what the rule says, as far as it goes without somebody else's word, and its context.

    What a clerk may ask for lies before the unit's head first. Requests that the facts leave
    without an answer are answered first: then the rule is asked again.
    """
    facts, counted = ruled(command, appeal, context)
    if awaits_head(command, counted, role):
        return [to_head(command, facts, appeal, counted)], counted
    if moot := voided(command.VERB, appeal, facts, counted):
        return [*moot, *ruled(command, after(appeal, moot, counted), context)[0]], counted
    return facts, counted


def _with_state(appeal: Appeal, rule: Callable[[], T]) -> T:
    """Return what a rule says; a refusal takes along the state that it looked at."""
    try:
        return rule()
    except Refusal as refusal:
        refusal.appeal = appeal
        raise


def _repeated(request: Request, known: Known) -> Answer:
    if known.fingerprint != request.fingerprint:
        raise KeyReused()
    return Answer(known.stream, known.version, known.position, known.status, repeated=True)


def _rehearsal(appeal_no: str, status: str, drafts: Sequence[Draft]) -> Rehearsal:
    facts = [draft.fact for draft in drafts]
    return Rehearsal(
        appeal_no=appeal_no,
        status=status,
        facts=facts,
        limits=[limit for fact in facts for limit in getattr(fact, "limits", ())],
        moves=[move for fact in facts for move in getattr(fact, "moves", ())],
    )
