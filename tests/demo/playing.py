"""A made-up year played by the real rules, without a database."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from api.demo.commands import callers, command_of
from api.demo.model import DemoCity, DemoStep
from api.demo.seed import seeded
from casework.deciding import BatchDecider
from casework.decisions import BatchResult
from casework.facts import Recorded
from casework.policy.calendar_seed import office, round_the_clock
from casework.policy.commands import AdoptPolicy, PublishCalendar
from casework.policy.defaults import SINCE_EVER, default_rules
from casework.reference import Reference
from casework.requests import Command, Request
from casework.store.store import Draft, Loaded

RULES = AdoptPolicy(kind="rules", text=default_rules(), effective_from=SINCE_EVER, title="默认")
FIRST: tuple[Command, ...] = (
    PublishCalendar(name="work", calendar=office()),
    PublishCalendar(name="24x7", calendar=round_the_clock()),
    RULES,
)

Refused = tuple[DemoStep, Exception]


def number(appeal: int) -> str:
    return f"DT-{appeal:06d}"


class Played:
    """What became of a year: the facts, and the steps that were refused."""

    def __init__(
        self, city: DemoCity, steps: list[DemoStep], first: tuple[Command, ...] = FIRST
    ) -> None:
        self.reference = seeded(Reference(), city, steps[0].at - timedelta(days=30), first)
        self.drafts, self.refused = list[Draft](), list[Refused]()
        appeals = frozenset(number(step.appeal) for step in steps)
        deciding = BatchDecider(Loaded(streams=appeals), self.reference, lambda: steps[0].at)
        self._senders, self._steps = callers(city), dict[UUID, DemoStep]()
        for step in steps:
            deciding.take(self._request(step))
        self._settle(deciding.result)
        whole = BatchDecider(
            Loaded(histories=self.histories()), self.reference, lambda: steps[0].at
        )
        for request in deciding.result.later:
            whole.take(request)
        self._settle(whole.result)

    def histories(self) -> dict[str, list[Recorded]]:
        """The facts of each appeal."""
        found: defaultdict[str, list[Recorded]] = defaultdict(list)
        for d in self.drafts:
            found[d.stream].append(Recorded(d.stream, d.version, d.version, d.fact, d.envelope))
        return dict(found)

    def _settle(self, decided: BatchResult) -> None:
        self.drafts += _drafts(decided)
        for request, answer in decided.answered:
            assert isinstance(answer, Exception)
            self.refused.append((self._steps[request.command_id], answer))

    def _request(self, step: DemoStep) -> Request:
        command = replace(command_of(step, number), appeal_no=number(step.appeal))
        request = Request(command=command, caller=self._senders[step.account], at=step.at)
        self._steps[request.command_id] = step
        return request


def _drafts(decided: BatchResult) -> list[Draft]:
    return [draft for decision in decided.decisions for draft in decision.drafts]
