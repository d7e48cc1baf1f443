"""What happened? Every step of a year's appeals, in order of time."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from api.demo.lives.directory import directory
from api.demo.lives.intake import Desk
from api.demo.lives.life import life
from api.demo.lives.seasons import moments
from api.demo.lives.turns import turns
from api.demo.model import City, Step


def year(city: City, seed: int, until: datetime, appeals: int = 1500) -> Iterator[Step]:
    """The steps of the year before `until` (aware), the same for the same arguments.

    Appeals are numbered from 0 in the order they are raised. Raises ValueError for a naive
    `until`.
    """
    if until.tzinfo is None:
        raise ValueError("until must be an aware instant")
    rng = Random(seed)
    desk = Desk(rng, directory(city), appeals)
    steps: list[Step] = []
    for appeal, at in enumerate(moments(rng, until, appeals)):
        intake = desk.intake(at)
        steps += turns(rng, life(rng, appeal, at, intake), intake, until)
    yield from sorted(steps, key=lambda step: (step.at, step.appeal))
