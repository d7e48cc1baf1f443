"""Who raises what somebody else has raised already? It is put under the first, and told with it."""

from datetime import datetime, timedelta
from random import Random

from api.demo.lives.chapters.calling import call_back
from api.demo.lives.chapters.outcomes import Said, unsolved
from api.demo.lives.raising.intake import Intake
from api.demo.lives.story import STANDING_ORDERS, Story
from api.demo.lives.timing.hours import later
from api.demo.model import Step
from api.demo.words import words

# A life that another may be put under: nothing in it but these, and its unit still at work.
PLAIN = frozenset({
    "collect", "dispatch", "acknowledge", "record-contact", "record-progress", "add-note", "handle",
    "feed-back", "record-callback", "close",
})  # fmt: skip
KNOWN_MINUTES, LEFT_MINUTES = 60, 300
REMEMBERED = timedelta(days=20)


class Parent:
    """A life as it went, up to the end of the year."""

    def __init__(self, intake: Intake, steps: list[Step]) -> None:
        self.intake, self.steps = intake, steps
        self.appeal, self.collected = steps[0].appeal, steps[0].at

    @property
    def is_plain(self) -> bool:
        """Whether it is somebody's trouble that runs its ordinary way."""
        verbs = {step.verb for step in self.steps}
        named = not self.intake.nameless and self.intake.type in ("complaint", "help")
        return named and "dispatch" in verbs and verbs <= PLAIN

    def when(self, verb: str) -> datetime | None:
        """When that was done, if it was."""
        return next((step.at for step in self.steps if step.verb == verb), None)

    def told_at(self) -> datetime | None:
        """When its result was told, at the first attempt or a later one."""
        tried = [step.at for step in self.steps if step.verb == "feed-back"]
        return tried[-1] if tried else None

    def outcome(self) -> str:
        """Of its handling."""
        return next(str(s.fields["outcome"]) for s in self.steps if s.verb == "handle")

    def is_open_at(self, at: datetime) -> bool:
        """Whether the unit is at work on it then, and for some time to come."""
        handled = self.when("handle")
        left = handled is None or later(at, LEFT_MINUTES) < handled
        return later(self.collected, KNOWN_MINUTES) < at and left


class SameMatters:
    """The lives of the last days, under which another may be put."""

    def __init__(self, rng: Random) -> None:
        self._rng, self._lives = rng, list[Parent]()

    def remember(self, intake: Intake, steps: list[Step]) -> None:
        """One more life."""
        parent = Parent(intake, steps)
        if parent.is_plain:
            self._lives.append(parent)

    def open_at(self, at: datetime) -> Parent | None:
        """One of those that are worked on at that moment."""
        self._lives = [p for p in self._lives if p.collected > at - REMEMBERED]
        fitting = [p for p in self._lives if p.is_open_at(at)]
        return self._rng.choice(fitting) if fitting else None


def merged_life(story: Story, at: datetime, parent: Parent) -> list[Step]:
    """Collected, put under the parent, told and called back by itself, closed with the parent."""
    story.tell(at, story.intake.account, "collect", **story.intake.fields)
    reason = story.rng.choice(words().triage.merged)
    at = later(story.now, story.rng.uniform(4, 40))
    story.tell(at, story.operator(), "merge", parent=parent.appeal, reason=reason)
    if (told := parent.told_at()) is None:
        return story.steps
    story.tell(later(told, 2), STANDING_ORDERS, "share-result")
    said = call_back(story, parent.outcome(), delivered=True)
    if (closed := parent.when("close")) is not None:
        _end_with_its_parent(story, later(max(closed, story.now), 2), said)
    return story.steps


def _end_with_its_parent(story: Story, at: datetime, said: Said) -> None:
    """Who says that it is not solved waits for the duty leader, and hears why."""
    if said["solved"] == "no":
        story.tell(later(at, 60), "duty", "close", **unsolved(story.rng))
        return
    story.tell(at, STANDING_ORDERS, "close-merged")
