"""政策: what holds in this city, and since when: rules, catalogue, assessments, calendars."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from casework.errors import UnknownCalendar
from casework.facts import Recorded
from casework.policy import refusals as no
from casework.policy.assessment import AssessmentPolicy, read_assessment
from casework.policy.calendar import WorkCalendar
from casework.policy.catalogue import Catalogue, read_catalogue
from casework.policy.events import PolicyAdopted
from casework.policy.rules import Rules, read_rules

P = TypeVar("P")


class Adopted(msgspec.Struct, Generic[P], frozen=True):
    """One version of a policy and the instant from which it holds."""

    since: datetime
    policy: P


class Policies:
    """Look-ups by instant and name. It grows by `apply`, in the order of the log."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self._latest: dict[str, Any] = {}
        self._rules: list[Adopted[Rules]] = []
        self._catalogues: list[Adopted[Catalogue]] = []
        self._assessments: dict[str, list[Adopted[AssessmentPolicy]]] = {}
        self._calendars: dict[str, WorkCalendar] = {}
        self._by_tag: dict[str, WorkCalendar] = {}

    def rules(self, at: datetime) -> Rules:
        """Return the limits, windows and maxima that hold at that instant."""
        if rules := _holding(self._rules, at):
            return rules
        raise no.NothingHolds(what="limit rules (时限规则)")

    def rules_of(self, tag: str) -> Rules | None:
        """Return the version that a limit was counted by: "LR-3@2"; None where none of ours did."""
        version = tag.rpartition("@")[2]
        return next((a.policy for a in self._rules if str(a.policy.version) == version), None)

    def catalogue(self, at: datetime) -> Catalogue | None:
        """Return the dispatch catalogue (派单目录) that holds at that instant, if there is one."""
        return _holding(self._catalogues, at)

    def assessment(self, id: str, at: datetime) -> AssessmentPolicy:
        """Return the assessment policy (考核办法) of that id that holds at that instant."""
        if policy := _holding(self._assessments.get(id, []), at):
            return policy
        raise no.NoSuchAssessment(name=id, there=", ".join(self._assessments) or "none")

    def assessments(self, at: datetime) -> tuple[AssessmentPolicy, ...]:
        """Return every assessment policy, as it holds at that instant, the first adopted first."""
        return tuple(self.assessment(id, at) for id in self._assessments)

    def assessment_of(self, tag: str) -> AssessmentPolicy:
        """Return the version that a score was made by: "dengta@1"."""
        adopted = self._assessments.get(tag.partition("@")[0], [])
        for each in adopted:
            if each.policy.tag == tag:
                return each.policy
        there = [each.policy.tag for versions in self._assessments.values() for each in versions]
        raise no.NoSuchAssessment(name=tag, there=", ".join(there) or "none")

    def assessment_named(self, name: str, at: datetime) -> AssessmentPolicy:
        """Return the version that holds at an instant, or the very one that a tag names."""
        return self.assessment_of(name) if "@" in name else self.assessment(name, at)

    def calendar(self, name: str) -> WorkCalendar:
        """Return the newest version of the calendar of that name."""
        if calendar := self._calendars.get(name):
            return calendar
        raise no.NothingHolds(what=f"calendar named {name} (工作日历)")

    def calendar_of(self, tag: str) -> WorkCalendar:
        """Return the version that a fact was counted by: "work/3". Raise `UnknownCalendar`."""
        if calendar := self._by_tag.get(tag):
            return calendar
        raise UnknownCalendar(tag=tag)

    def calendar_names(self) -> frozenset[str]:
        """Return the calendars there are."""
        return frozenset(self._calendars)

    def latest(self, stream: str) -> Any:
        """Return the last fact of a stream, as `policy/rules` or `calendar/<name>`, or None."""
        return self._latest.get(stream)

    def apply(self, recorded: Recorded) -> None:
        """Take in one more fact of a policy or a calendar."""
        kind, _, name = recorded.stream.partition("/")
        if kind == "calendar":
            self._publish(name, recorded)
        else:
            assert isinstance(recorded.fact, PolicyAdopted), "a policy's stream holds nothing else"
            _ADOPT[name.partition("/")[0]](self, recorded.fact, recorded.version)
        self._latest[recorded.stream] = recorded.fact
        self.versions[recorded.stream] = recorded.version

    def _publish(self, name: str, recorded: Recorded) -> None:
        calendar = WorkCalendar(name, recorded.version, recorded.fact)  # type: ignore[arg-type]
        self._calendars[name] = self._by_tag[calendar.tag] = calendar

    def _adopt_rules(self, fact: PolicyAdopted, version: int) -> None:
        self._rules.append(
            Adopted(fact.effective_from, read_rules(fact.text, version, adopted=True))
        )

    def _adopt_catalogue(self, fact: PolicyAdopted, version: int) -> None:
        self._catalogues.append(Adopted(fact.effective_from, read_catalogue(fact.text, version)))

    def _adopt_assessment(self, fact: PolicyAdopted, version: int) -> None:
        policy = read_assessment(fact.text, version, adopted=True)
        self._assessments.setdefault(policy.id, []).append(Adopted(fact.effective_from, policy))


_ADOPT: dict[str, Callable[[Policies, PolicyAdopted, int], None]] = {
    "rules": Policies._adopt_rules,
    "catalogue": Policies._adopt_catalogue,
    "assessment": Policies._adopt_assessment,
}


def is_policy(stream: str) -> bool:
    """Return whether a stream of reference facts belongs to the policies."""
    return stream.startswith(("policy/", "calendar/"))


def _holding(adopted: list[Adopted[P]], at: datetime) -> P | None:
    """Return the last that holds by then; before the first, the first."""
    for each in reversed(adopted):
        if each.since <= at:
            return each.policy
    return adopted[0].policy if adopted else None
