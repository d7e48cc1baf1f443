"""What is taken to have held when a fact was recorded: the trial's, else what it was counted by."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from api.reports.simulation.hypothesis import TRIAL, Hypothesis
from casework.facts import Fact
from casework.policy.calendar import WorkCalendar
from casework.policy.policies import Policies
from casework.policy.rules import Rules


class DeadlinePolicies(Protocol):
    """What deadlines are counted by: the only policies that a fact is counted again with."""

    def rules(self, at: datetime) -> Rules:
        """Return the rules that hold at an instant."""

    def rules_of(self, tag: str) -> Rules | None:
        """Return the version that a limit names, if it was adopted."""

    def calendar(self, name: str) -> WorkCalendar:
        """Return the calendar of a name."""

    def calendar_of(self, tag: str) -> WorkCalendar:
        """Return the version of a calendar."""


class PoliciesAt:
    """The policies as one fact would have met them.

    Its own limits and moves name the versions that it was counted by: what is not supposed to be
    different is counted by these again, not by what holds today.
    """

    def __init__(
        self,
        known: DeadlinePolicies,
        rules: Rules,
        calendar: WorkCalendar | None,
        tags: Mapping[str, str],
    ) -> None:
        self._known, self._rules, self._other, self._met = known, rules, calendar, tags

    def rules(self, at: datetime) -> Rules:
        """Return the one version that holds, whatever the instant."""
        return self._rules

    def rules_of(self, tag: str) -> Rules | None:
        """Return the version of that tag, if it was adopted; the trial's stands for any of them."""
        return self._rules if self._rules.version == TRIAL else self._known.rules_of(tag)

    def calendar(self, name: str) -> WorkCalendar:
        """Return the trial's; else the version that the fact met; else the newest."""
        if self._other and name == self._other.name:
            return self._other
        tag = self._met.get(name)
        return self._known.calendar_of(tag) if tag else self._known.calendar(name)

    def calendar_of(self, tag: str) -> WorkCalendar:
        """Return the version of that tag, the trial's among them."""
        if self._other and tag == self._other.tag:
            return self._other
        return self._known.calendar_of(tag)


class PoliciesByFact:
    """Gives for each fact what held then, and what would have; as few as there are versions."""

    def __init__(self, known: Policies, hypothesis: Hypothesis) -> None:
        self._known, self._hypothesis = known, hypothesis
        self._made: dict[tuple[object, ...], PoliciesAt] = {}

    def then(self, fact: Fact, at: datetime) -> PoliciesAt:
        """Return the policies with the rules that the fact was counted by."""
        return self._policies(fact, _rules_of(fact, self._known) or self._known.rules(at))

    def instead(self, fact: Fact, at: datetime) -> PoliciesAt:
        """Return the policies with the rules of the trial, where it has any."""
        if self._hypothesis.rules is None:
            return self.then(fact, at)
        return self._policies(fact, self._hypothesis.rules)

    def _policies(self, fact: Fact, rules: Rules) -> PoliciesAt:
        tags = _tags_of(fact)
        key = (rules.version, *tags.items())
        if key not in self._made:
            self._made[key] = PoliciesAt(self._known, rules, self._hypothesis.calendar, tags)
        return self._made[key]


def _rules_of(fact: Fact, known: Policies) -> Rules | None:
    found = (known.rules_of(limit.rule) for limit in getattr(fact, "limits", ()))
    return next((rules for rules in found if rules), None)


def _tags_of(fact: Fact) -> dict[str, str]:
    """Return the calendars that a fact names, each by its name."""
    counted = (*getattr(fact, "limits", ()), *getattr(fact, "moves", ()))
    return {each.calendar.partition("/")[0]: each.calendar for each in counted}
