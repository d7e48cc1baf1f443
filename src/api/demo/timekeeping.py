"""What did the clock do in between? The timekeeper's own steps, by the rules of the service.

What people do is made up; what time does to it is not. The year is decided once in memory, and
whenever a clock rings before the next step, the timekeeper asks for what it would have asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush

from msgspec.structs import asdict, replace

from api.automation.timekeeper import tasks
from api.demo.commands import callers, command_of
from api.demo.model import DemoCity, DemoStep
from api.demo.seed import seeded
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import ringing
from casework.appeal.commands import AppealCommand
from casework.callers import TIMEKEEPER
from casework.deciding import BatchDecider
from casework.facts import Recorded
from casework.reference import Reference
from casework.requests import Command, Request
from casework.store.store import Loaded
from projections.agenda.queries import Ringing

_OF_ALL = ("appeal_no", "occurred_at")
_TICK = timedelta(seconds=1)  # the timekeeper looks once a second: it comes after what is due


def with_timekeeper(
    city: DemoCity,
    steps: Iterable[DemoStep],
    until: datetime,
    first: Sequence[Command] | None = None,
) -> Iterator[DemoStep]:
    """Yield these steps, in order of time, with the timekeeper's among them up to `until`.

    `first` stands in for the rules and calendars that a new city adopts.
    """
    given = list(steps)
    if not given:
        return
    replay = _Replay(city, given, first)
    for step in given:
        yield from replay.rung_before(step.at)
        yield replay.decided(step)
    yield from replay.rung_before(until)


class _Replay:
    """The appeals of the year as decided so far, and when each rings next."""

    def __init__(
        self, city: DemoCity, steps: list[DemoStep], first: Sequence[Command] | None
    ) -> None:
        reference = seeded(Reference(), city, steps[0].at, first)
        streams = frozenset(_number(step.appeal) for step in steps)
        self._senders, self._alarms = callers(city), list[tuple[datetime, int]]()
        self._loaded = Loaded(streams=streams)
        self._deciding = BatchDecider(self._loaded, reference, lambda: steps[0].at)

    def rung_before(self, until: datetime) -> Iterator[DemoStep]:
        """Yield the timekeeper's steps before that instant, in the order in which clocks ring."""
        while self._alarms and self._alarms[0][0] + _TICK <= until:
            rang_at, number = heappop(self._alarms)
            appeal = self._deciding.appeal(_number(number))
            if appeal is not None and ringing(appeal.clocks) is not None:
                yield from self._timekeeper_steps(appeal, number, rang_at + _TICK)

    def decided(self, step: DemoStep) -> DemoStep:
        """Return a step, after it has been decided; what is refused changes nothing."""
        command = command_of(step, _number)
        command = replace(command, appeal_no=_number(step.appeal))
        self._decide(Request(command=command, caller=self._senders[step.account], at=step.at))
        return step

    def _timekeeper_steps(self, appeal: Appeal, number: int, at: datetime) -> Iterator[DemoStep]:
        for _, command in tasks(Ringing(appeal.appeal_no, at, appeal.clocks), at):
            if self._decide(Request(command=command, caller=TIMEKEEPER, at=at)):
                yield DemoStep(at, number, TIMEKEEPER.user, command.VERB, _fields(command))

    def _decide(self, request: Request) -> bool:
        """Return whether it was accepted; what it touched may ring at another time."""
        result = self._deciding.result
        self._deciding.take(request)
        accepted = bool(result.decisions)
        for draft in (draft for decision in result.decisions for draft in decision.drafts):
            stored = Recorded(draft.stream, draft.version, 0, draft.fact, draft.envelope)
            self._loaded.histories.setdefault(draft.stream, []).append(stored)
            self._set_alarm(draft.stream, draft.envelope.recorded_at)
        for settled in (result.decisions, result.answered, result.later):
            settled.clear()
        return accepted

    def _set_alarm(self, stream: str, now: datetime) -> None:
        appeal = self._deciding.appeal(stream)
        rings_at = ringing(appeal.clocks) if appeal else None
        if rings_at is not None:
            heappush(self._alarms, (max(rings_at, now), int(stream.rpartition("-")[2])))


def _number(appeal: int) -> str:
    return f"DT-{appeal:06}"


def _fields(command: AppealCommand) -> dict[str, object]:
    return {k: v for k, v in asdict(command).items() if k not in _OF_ALL and v is not None}
