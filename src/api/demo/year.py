"""What happened? Every step of a year's appeals, in order of time."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from api.demo.city_index import index_of
from api.demo.collecting.generator import IntakeGenerator
from api.demo.collecting.intake import Intake
from api.demo.collecting.seasons import moments
from api.demo.model import DemoCity, DemoStep
from api.demo.rates import Rates
from api.demo.stages.case import DemoCase
from api.demo.stages.ending import end
from api.demo.stages.merging import OpenCases, merged_steps
from api.demo.stages.orders import send_to_unit
from api.demo.stages.sequence import sequence
from api.demo.stages.triage import is_settled_by_centre
from api.demo.stages.working import work


def year(city: DemoCity, seed: int, until: datetime, appeals: int = 1500) -> Iterator[DemoStep]:
    """Yield the steps of the year before `until` (aware), the same for the same arguments.

    Appeals are numbered from 0 in the order they are raised. Raises ValueError for a naive
    `until`.
    """
    if until.tzinfo is None:
        raise ValueError("until must be an aware instant")
    generator = _Year(city, seed, until, appeals)
    steps = [
        step
        for appeal, at in enumerate(moments(generator.rng, until, appeals))
        for step in generator.steps_of(appeal, at)
    ]
    yield from sorted(steps, key=lambda step: (step.at, step.appeal))


class _Year:
    """What the appeals of one year have in common."""

    def __init__(self, city: DemoCity, seed: int, until: datetime, appeals: int) -> None:
        self.rng, self._until = Random(seed), until
        self._index, self._rates = index_of(city), Rates()
        self._intakes = IntakeGenerator(self.rng, self._index, self._rates, appeals)
        self._open_cases = OpenCases(self.rng)

    def steps_of(self, appeal: int, at: datetime) -> list[DemoStep]:
        """Return the steps of one appeal, up to the end of the year."""
        parent = self._open_cases.open_at(at)
        if parent and self._rates.happens("merged"):
            case = self._case(appeal, self._intakes.repeated(parent.intake, at))
            return [s for s in merged_steps(case, at, parent) if s.at <= self._until]
        case = self._case(appeal, self._intakes.intake(at))
        _handle(case, at)
        steps = sequence(case, self._until)
        self._open_cases.remember(case.intake, steps)
        return steps

    def _case(self, appeal: int, intake: Intake) -> DemoCase:
        return DemoCase(appeal, intake, self.rng, self._index, self._rates)


def _handle(case: DemoCase, at: datetime) -> None:
    """Take an appeal from its collection to its closing, as if the year had no end."""
    case.add(at, case.intake.account, "collect", **case.intake.fields)
    if not is_settled_by_centre(case):
        send_to_unit(case)
        end(case, work(case))
