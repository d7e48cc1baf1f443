"""时限规则: which limits hold for which appeal, with the windows and maxima of this city.

An office writes them as TOML (see `default/rules.toml`); nothing here has a number of its own.
"""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from casework.policy.amounts import Amount
from casework.policy.checking import coverage
from casework.policy.limits import Case, LimitRule, When, cases, prefixes
from casework.policy.reading import Count, Page, YesNo
from casework.words import OverdueTo

Positive = Annotated[int, Meta(ge=1, le=1000, description="a whole number from 1 to 1000")]
Percent = Annotated[int, Meta(ge=1, le=100, description="a whole number from 1 to 100")]
Share = Annotated[float, Meta(ge=0, le=1, description="a number from 0 to 1")]
Level = Annotated[float, Meta(ge=1, le=100)]
Levels = Annotated[
    tuple[Level, ...], Meta(min_length=1, description="a list of numbers from 1 to 100")
]
CalledBack = Literal["all", "sample"]


class Windows(msgspec.Struct, frozen=True):
    """期限: until when something may be done, or must be answered."""

    info: Amount
    supervision: Amount
    reopen: Amount
    back_dating: Amount
    close: Amount
    evaluate: Amount = Amount.parse("7 d")
    objection: Amount = Amount.parse("1 wd @work")


class Maxima(msgspec.Struct, frozen=True):
    """上限: how often, and how long at most. `returns` counts for one unit in one round."""

    extensions: Count
    extension: Amount
    suspensions: Count
    suspension_days: Positive
    reworks: Count
    returns: Count
    returns_before_arbitration: Positive
    feedback_attempts: Positive = 2


class Callback(msgspec.Struct, frozen=True):
    """回访: who is called back, and what was tried before somebody counts as unreachable."""

    who: CalledBack
    percent: Percent
    attempts: Positive
    days: Positive
    channels: Positive
    group_percent: Percent
    group_at_least: Positive


class Escalation(msgspec.Struct, frozen=True):
    """预警与超期上报: at which multiples of a limit somebody is told, and who at each."""

    remind: Share
    levels: Levels
    to: tuple[OverdueTo, ...]


class Rework(msgspec.Struct, frozen=True):
    """重办: the share of the original limit that a further round gets, and its least.

    `at_least` is for limits in working days, `at_least_hours` for those in hours and minutes.
    """

    share: Share
    at_least: Amount
    at_least_hours: Amount = Amount(1, "h")


class CoHandling(msgspec.Struct, frozen=True):
    """协办: how long before the lead's deadline co-handlers are due."""

    before_lead: Amount


class Approvals(msgspec.Struct, frozen=True):
    """审批: what a unit's clerk may send only with its head's approval, beside every request."""

    result: YesNo = False


class Rules(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One version of a city's rules, read and checked."""

    version: int
    limits: tuple[LimitRule, ...]
    windows: Windows
    maxima: Maxima
    callback: Callback
    escalation: Escalation
    rework: Rework
    co_handling: CoHandling
    approvals: Approvals = Approvals()

    def limit_rule(
        self,
        *,
        urgency: str,
        type: str,
        category: str,
        complex: bool,
        sensitive: bool,
        utility: bool = False,
    ) -> LimitRule:
        """Return the rule that holds for such an appeal. There always is one: that was checked."""
        case = (urgency, type, category, complex, sensitive, utility)
        if (known := self._by_case.get(case)) is None:
            shortened = (category[:n] for n in range(len(category), 0, -1))
            named = next((code for code in shortened if code in self._prefixes), "")
            known = self._holding[Case(urgency, type, named, complex, sensitive, utility)]
            self._by_case[case] = known
        return known

    @cached_property
    def _by_case(self) -> dict[tuple[str, str, str, bool, bool, bool], LimitRule]:
        """Return what was asked before; as many as there are categories, and a few."""
        return {}

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return prefixes(self.limits)

    @cached_property
    def _holding(self) -> dict[Case, LimitRule]:
        """Return the rule of every kind of appeal, worked out once: each command asks."""
        ranked = sorted(self.limits, key=lambda rule: -rule.rank)
        return {c: next(r for r in ranked if r.matches(c)) for c in cases(self.limits)}


_TABLES: dict[str, type[msgspec.Struct]] = {
    "windows": Windows,
    "maxima": Maxima,
    "callback": Callback,
    "escalation": Escalation,
    "rework": Rework,
    "co_handling": CoHandling,
}


def read_rules(
    text: str, version: int, calendars: Collection[str] | None = None, *, adopted: bool = False
) -> Rules:
    """Return the rules written so. Raises `PolicyProblems` with everything that is wrong with them.

    Where `calendars` are given, the text may name no other. What was `adopted` is not searched for
    holes again: a check that grew stricter since must not make an old policy unreadable.
    """
    page = Page(text)
    limits = page.tables("limit", LimitRule)
    tables = {name: page.table(name, kind) for name, kind in _TABLES.items()}
    tables["approvals"] = page.optional_table("approvals", Approvals())
    if not adopted:
        _check_limits(page, limits)
        _check_escalation(page, tables["escalation"])
    if calendars is not None:
        page.note_unknown_calendars(calendars)
    page.close()
    return Rules(version=version, limits=limits, **tables)


def _check_limits(page: Page, limits: Sequence[LimitRule | None]) -> None:
    """Note what is wrong with the limits; half read, they are not searched for holes."""
    page.note_doubles("limit", limits)
    whole = [rule for rule in limits if rule is not None]
    if limits and len(whole) == len(limits):
        lines = [page.line(("limit", n)) for n in range(len(limits))]
        page.problems.extend(coverage(whole, lines))
    for n, rule in enumerate(limits):
        if rule is not None:
            page.calendars.append((("limit", n, "calendar"), rule.calendar))
            _check_conditions(page, n, rule)


def _check_conditions(page: Page, n: int, rule: LimitRule) -> None:
    for m, when in enumerate(rule.when):
        if when == When():
            said = "it names no condition: leave it out where a rule is for every appeal"
            page.note(("limit", n, "when", m), said)


def _check_escalation(page: Page, escalation: Escalation | None) -> None:
    if escalation is None:
        return
    levels, to = escalation.levels, escalation.to
    if levels[0] != 1:
        page.note(("escalation", "levels"), "the first level must be 1.0: the limit itself")
    if not all(earlier < later for earlier, later in pairwise(levels)):
        page.note(("escalation", "levels"), "each level must be higher than the one before")
    if len(levels) != len(to):
        said = f"there are {len(levels)} levels, but {len(to)} to be told"
        page.note(("escalation", "to"), said)
