"""What happened? Every step of a year's appeals, in order of time."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from api.demo.lives.diary import Diary
from api.demo.lives.directory import directory
from api.demo.lives.life import life
from api.demo.lives.merging import SameMatters, merged_life
from api.demo.lives.occasions import Occasions
from api.demo.lives.raising.intake import Desk, Intake
from api.demo.lives.raising.seasons import moments
from api.demo.lives.story import Story
from api.demo.lives.turns import turns
from api.demo.model import City, Step


def year(city: City, seed: int, until: datetime, appeals: int = 1500) -> Iterator[Step]:
    """The steps of the year before `until` (aware), the same for the same arguments.

    Appeals are numbered from 0 in the order they are raised. Raises ValueError for a naive
    `until`.
    """
    if until.tzinfo is None:
        raise ValueError("until must be an aware instant")
    telling = _Year(city, seed, until, appeals)
    steps = [
        step
        for appeal, at in enumerate(moments(telling.rng, until, appeals))
        for step in telling.life(appeal, at)
    ]
    yield from sorted(steps, key=lambda step: (step.at, step.appeal))


class _Year:
    """What the lives of one year have in common."""

    def __init__(self, city: City, seed: int, until: datetime, appeals: int) -> None:
        self.rng, self._until = Random(seed), until
        self._directory, self._occasions = directory(city), Occasions()
        self._desk = Desk(self.rng, self._directory, self._occasions, appeals)
        self._matters = SameMatters(self.rng)

    def life(self, appeal: int, at: datetime) -> list[Step]:
        """One appeal, up to the end of the year."""
        parent = self._matters.open_at(at)
        if parent and self._occasions.happens("merged"):
            story = self._story(appeal, self._desk.again(parent.intake, at))
            steps = [s for s in merged_life(story, at, parent) if s.at <= self._until]
        else:
            intake = self._desk.intake(at)
            story = self._story(appeal, intake)
            life(story, at)
            steps = turns(story, self._until)
            self._matters.remember(intake, steps)
        return steps

    def _story(self, appeal: int, intake: Intake) -> Story:
        return Story(self.rng, self._directory, self._occasions, Diary(appeal), intake)
