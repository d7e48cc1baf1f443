"""What was written down of one appeal, in order."""

from datetime import datetime

from api.demo.lives.timing.hours import later
from api.demo.model import Step


class Diary:
    """The steps of one appeal; each at least a minute after the one before."""

    def __init__(self, appeal: int) -> None:
        self.appeal = appeal
        self.steps: list[Step] = []

    def write(self, at: datetime, account: str, verb: str, **fields: object) -> datetime:
        """Add a step; give back its time, which may be later than asked."""
        at = at.replace(microsecond=0)
        if self.steps:
            at = max(at, later(self.steps[-1].at, 1))
        self.steps.append(Step(at, self.appeal, account, verb, fields))
        return at
