"""What is taken to have held when a fact was recorded: the trial's, else what it was counted by."""

from collections.abc import Mapping
from datetime import datetime

from api.simulation.supposing import TRIAL, Supposed
from casework.facts import Fact
from casework.policy.calendar import WorkCalendar
from casework.policy.policies import Policies
from casework.policy.rules import Rules


class Held(Policies):
    """The policies as one fact would have met them.

    Its own limits and moves name the versions that it was counted by: what is not supposed to be
    different is counted by these again, not by what holds today.
    """

    def __init__(
        self, known: Policies, rules: Rules, calendar: WorkCalendar | None, tags: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._known, self._held, self._other, self._met = known, rules, calendar, tags

    def rules(self, at: datetime) -> Rules:
        """One version holds, whatever the instant."""
        return self._held

    def rules_of(self, tag: str) -> Rules | None:
        """The version of that tag, if it was adopted; the trial's stands for any of them."""
        return self._held if self._held.version == TRIAL else self._known.rules_of(tag)

    def calendar(self, name: str) -> WorkCalendar:
        """The trial's; else the version that the fact met; else the newest."""
        if self._other and name == self._other.name:
            return self._other
        tag = self._met.get(name)
        return self._known.calendar_of(tag) if tag else self._known.calendar(name)

    def calendar_of(self, tag: str) -> WorkCalendar:
        """The version of that tag, the trial's among them."""
        if self._other and tag == self._other.tag:
            return self._other
        return self._known.calendar_of(tag)


class Holding:
    """Gives for each fact what held then, and what would have; as few as there are versions."""

    def __init__(self, known: Policies, supposed: Supposed) -> None:
        self.known, self.supposed = known, supposed
        self._made: dict[tuple[object, ...], Held] = {}

    def then(self, fact: Fact, at: datetime) -> Held:
        """Under the rules that the fact was counted by."""
        return self._held(fact, _rules_of(fact, self.known) or self.known.rules(at))

    def instead(self, fact: Fact, at: datetime) -> Held:
        """Under the rules of the trial, where it has any."""
        if self.supposed.rules is None:
            return self.then(fact, at)
        return self._held(fact, self.supposed.rules)

    def _held(self, fact: Fact, rules: Rules) -> Held:
        tags = _tags_of(fact)
        key = (rules.version, *tags.items())
        if key not in self._made:
            self._made[key] = Held(self.known, rules, self.supposed.calendar, tags)
        return self._made[key]


def _rules_of(fact: Fact, known: Policies) -> Rules | None:
    found = (known.rules_of(limit.rule) for limit in getattr(fact, "limits", ()))
    return next((rules for rules in found if rules), None)


def _tags_of(fact: Fact) -> dict[str, str]:
    """The calendars that a fact names, each by its name."""
    counted = (*getattr(fact, "limits", ()), *getattr(fact, "moves", ()))
    return {each.calendar.partition("/")[0]: each.calendar for each in counted}
