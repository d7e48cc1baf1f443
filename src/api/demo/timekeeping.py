"""What did the clock do in between? The timekeeper's own steps, by the rules of the service.

People's lives are made up; what time does to them is not. The year is decided once in memory, and
whenever a clock rings before the next step, the timekeeper asks for what it would have asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush

from msgspec.structs import asdict, replace

from api.automation.timekeeper import TIMEKEEPER, tasks
from api.demo.commands import callers, command_of
from api.demo.furnishing import furnished
from api.demo.model import City, Step
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import ringing
from casework.appeal.commands import AppealCommand
from casework.deciding import Deciding
from casework.facts import Recorded
from casework.reference import Reference
from casework.requests import Command, Request
from casework.store.store import Loaded
from projections.due.queries import Ringing

_OF_ALL = ("appeal_no", "occurred_at")
_TICK = timedelta(seconds=1)  # the timekeeper looks once a second: it comes after what it tells


def lived(
    city: City, steps: Iterable[Step], until: datetime, first: Sequence[Command] | None = None
) -> Iterator[Step]:
    """These steps, in order of time, with those of the timekeeper among them up to `until`.

    `first` stands in for the rules and calendars that a new city adopts.
    """
    given = list(steps)
    if not given:
        return
    memory = _Memory(city, given, first)
    for step in given:
        yield from memory.what_rings(step.at)
        yield memory.taken(step)
    yield from memory.what_rings(until)


class _Memory:
    """The appeals of the year as they stand, and when each rings next."""

    def __init__(self, city: City, steps: list[Step], first: Sequence[Command] | None) -> None:
        reference = furnished(Reference(), city, steps[0].at, first)
        streams = frozenset(_number(step.appeal) for step in steps)
        self._senders, self._bells = callers(city), list[tuple[datetime, int]]()
        self._loaded = Loaded(streams=streams)
        self._deciding = Deciding(self._loaded, reference, lambda: steps[0].at)

    def what_rings(self, until: datetime) -> Iterator[Step]:
        """The timekeeper's steps before that instant, in the order in which clocks ring."""
        while self._bells and self._bells[0][0] + _TICK <= until:
            rang_at, appeal = heappop(self._bells)
            stands = self._deciding.appeal(_number(appeal))
            if stands is not None and ringing(stands.clocks) is not None:
                yield from self._kept(stands, appeal, rang_at + _TICK)

    def taken(self, step: Step) -> Step:
        """A step, after it has been decided; what is refused changes nothing."""
        command = command_of(step, _number)
        command = replace(command, appeal_no=_number(step.appeal))
        self._take(Request(command=command, caller=self._senders[step.account], at=step.at))
        return step

    def _kept(self, stands: Appeal, appeal: int, at: datetime) -> Iterator[Step]:
        for _, command in tasks(Ringing(stands.appeal_no, at, stands.clocks), at):
            if self._take(Request(command=command, caller=TIMEKEEPER, at=at)):
                yield Step(at, appeal, TIMEKEEPER.user, command.VERB, _fields(command))

    def _take(self, request: Request) -> bool:
        """Decide it; whether it was accepted. Whatever it touched may ring anew."""
        result = self._deciding.result
        self._deciding.take(request)
        accepted = bool(result.decisions)
        for draft in (draft for decision in result.decisions for draft in decision.drafts):
            stored = Recorded(draft.stream, draft.version, 0, draft.fact, draft.envelope)
            self._loaded.histories.setdefault(draft.stream, []).append(stored)
            self._listen(draft.stream, draft.envelope.recorded_at)
        for settled in (result.decisions, result.answered, result.later):
            settled.clear()
        return accepted

    def _listen(self, stream: str, now: datetime) -> None:
        stands = self._deciding.appeal(stream)
        rings_at = ringing(stands.clocks) if stands else None
        if rings_at is not None:
            heappush(self._bells, (max(rings_at, now), int(stream.rpartition("-")[2])))


def _number(appeal: int) -> str:
    return f"DT-{appeal:06}"


def _fields(command: AppealCommand) -> dict[str, object]:
    return {k: v for k, v in asdict(command).items() if k not in _OF_ALL and v is not None}
