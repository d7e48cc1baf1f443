"""Who raises what was raised already? It is put under the first, and fed back with it (并单)."""

from datetime import datetime, timedelta
from random import Random

from api.demo.collecting.intake import Intake
from api.demo.model import DemoStep
from api.demo.stages.calling import CallbackResult, call_back
from api.demo.stages.case import STANDING_ORDERS, DemoCase
from api.demo.stages.closing import unsolved
from api.demo.timing.hours import later
from api.demo.words import words

# A case that another may be put under: nothing in it but these, and its unit still at work.
PLAIN = frozenset(
    {
        "collect",
        "dispatch",
        "acknowledge",
        "record-contact",
        "record-progress",
        "add-note",
        "handle",
        "feed-back",
        "record-callback",
        "close",
    }
)
KNOWN_MINUTES, LEFT_MINUTES = 60, 300
REMEMBERED = timedelta(days=20)


class ParentCase:
    """A case as it went, up to the end of the year."""

    def __init__(self, intake: Intake, steps: list[DemoStep]) -> None:
        self.intake, self.steps = intake, steps
        self.appeal, self.collected = steps[0].appeal, steps[0].at

    @property
    def is_plain(self) -> bool:
        """Return whether it is somebody's trouble that runs its ordinary way."""
        verbs = {step.verb for step in self.steps}
        named = not self.intake.nameless and self.intake.type in ("complaint", "help")
        return named and "dispatch" in verbs and verbs <= PLAIN

    def when(self, verb: str) -> datetime | None:
        """Return when that was done, if it was."""
        return next((step.at for step in self.steps if step.verb == verb), None)

    def fed_back_at(self) -> datetime | None:
        """Return when its result was fed back, at the first attempt or a later one."""
        tried = [step.at for step in self.steps if step.verb == "feed-back"]
        return tried[-1] if tried else None

    def outcome(self) -> str:
        """Return the outcome of its handling."""
        return next(str(s.fields["outcome"]) for s in self.steps if s.verb == "handle")

    def is_open_at(self, at: datetime) -> bool:
        """Return whether the unit is at work on it then, and for some time to come."""
        handled = self.when("handle")
        left = handled is None or later(at, LEFT_MINUTES) < handled
        return later(self.collected, KNOWN_MINUTES) < at and left


class OpenCases:
    """The cases of the last days, under which another may be put."""

    def __init__(self, rng: Random) -> None:
        self._rng, self._cases = rng, list[ParentCase]()

    def remember(self, intake: Intake, steps: list[DemoStep]) -> None:
        """Remember one more case, if it runs its ordinary way."""
        parent = ParentCase(intake, steps)
        if parent.is_plain:
            self._cases.append(parent)

    def open_at(self, at: datetime) -> ParentCase | None:
        """Draw one of those that are worked on at that moment."""
        self._cases = [p for p in self._cases if p.collected > at - REMEMBERED]
        fitting = [p for p in self._cases if p.is_open_at(at)]
        return self._rng.choice(fitting) if fitting else None


def merged_steps(case: DemoCase, at: datetime, parent: ParentCase) -> list[DemoStep]:
    """Return a case put under its parent: called back by itself, closed with the parent."""
    case.add(at, case.intake.account, "collect", **case.intake.fields)
    reason = case.rng.choice(words().triage.merged)
    at = later(case.now, case.rng.uniform(4, 40))
    case.add(at, case.operator(), "merge", parent=parent.appeal, reason=reason)
    if (fed_back := parent.fed_back_at()) is None:
        return case.steps
    case.add(later(fed_back, 2), STANDING_ORDERS, "share-result")
    result = call_back(case, parent.outcome(), delivered=True)
    if (closed := parent.when("close")) is not None:
        _close_with_parent(case, later(max(closed, case.now), 2), result)
    return case.steps


def _close_with_parent(case: DemoCase, at: datetime, result: CallbackResult) -> None:
    """Close it; who says that it is not solved waits for the duty leader, and hears why."""
    if result["solved"] == "no":
        case.add(later(at, 60), "duty", "close", **unsolved(case.rng))
        return
    case.add(at, STANDING_ORDERS, "close-merged")
