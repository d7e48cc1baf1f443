"""查政策: every kind of appeal there can be, and whether exactly one limit rule is its own.

What a rule can tell apart is finite: urgency, type, the categories that some rule names and all
the others, complex or not, sensitive or not, of a utility or not. So holes, overlaps and rules
that nobody reaches are found by going through all of it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args

import msgspec
from msgspec import Meta

from casework.appeal.words import AppealType, Urgency
from casework.policy.reading import Codes, Flag, Problem

if TYPE_CHECKING:
    from casework.policy.rules import LimitRule

URGENCIES: tuple[str, ...] = get_args(Urgency)
TYPES: tuple[str, ...] = get_args(AppealType)
Urgencies = Annotated[tuple[Urgency, ...], Meta(min_length=1)]
Types = Annotated[tuple[AppealType, ...], Meta(min_length=1)]
_FLAGS = ((False, True),) * 3  # complex, sensitive, utility


class Case(NamedTuple):
    """A kind of appeal. `category` is the longest prefix that a rule names; "" is any other."""

    urgency: str
    type: str
    category: str
    complex: bool
    sensitive: bool
    utility: bool

    def __str__(self) -> str:
        category = f"under {self.category}" if self.category else "that no rule names"
        return (
            f"urgency {self.urgency}, type {self.type}, a category {category}, "
            f"{'complex' if self.complex else 'not complex'}, "
            f"{'sensitive' if self.sensitive else 'not sensitive'}, "
            f"{'of a utility' if self.utility else 'of no utility'}"
        )


class When(msgspec.Struct, frozen=True):
    """条件: what an appeal must be, all of it at once; what is empty or None may be anything."""

    urgency: Urgencies = ()
    type: Types = ()
    category: Codes = ()
    complex: Flag = None
    sensitive: Flag = None
    utility: Flag = None

    def matches(self, case: Case) -> bool:
        """Whether such an appeal is meant."""
        return (
            (not self.urgency or case.urgency in self.urgency)
            and (not self.type or case.type in self.type)
            and (not self.category or case.category.startswith(self.category))
            and self.complex in (None, case.complex)
            and self.sensitive in (None, case.sensitive)
            and self.utility in (None, case.utility)
        )


def prefixes(limits: Sequence["LimitRule"]) -> frozenset[str]:
    """The category prefixes that some rule names."""
    return frozenset(code for rule in limits for when in rule.when for code in when.category)


def cases(limits: Sequence["LimitRule"]) -> Iterator[Case]:
    """Every kind of appeal that these rules can tell apart, the ordinary ones first."""
    categories = ("", *sorted(prefixes(limits)))
    return (Case(*each) for each in product(URGENCIES, TYPES, categories, *_FLAGS))


def coverage(limits: Sequence["LimitRule"], lines: Sequence[int]) -> Iterator[Problem]:
    """Holes, overlaps and unreachable rules. `lines` says where each rule begins."""
    survey = _Survey(limits)
    if survey.hole:
        yield Problem(lines[0], f"no rule holds for an appeal of {survey.hole}")
    for (one, other), case in survey.overlaps.items():
        said = (
            f"{limits[other].id} and {limits[one].id} (line {lines[one]}) both have rank "
            f"{limits[one].rank} and both hold for an appeal of {case}"
        )
        yield Problem(lines[other], said)
    for n, above in sorted(survey.above.items()):
        if n not in survey.won:
            said = ", ".join(limits[m].id for m in sorted(above))
            yield Problem(lines[n], f"no appeal reaches {limits[n].id}: higher in rank is {said}")


class _Survey:
    """What becomes of every kind of appeal. Rules are numbered as they stand."""

    def __init__(self, limits: Sequence["LimitRule"]) -> None:
        self.hole: Case | None = None
        self.overlaps: dict[tuple[int, int], Case] = {}
        self.won: set[int] = set()
        self.above: dict[int, set[int]] = {n: set() for n in range(len(limits))}
        self._limits = limits
        for case in cases(limits):
            self._take(case, [n for n, rule in enumerate(limits) if rule.matches(case)])

    def _take(self, case: Case, matching: Sequence[int]) -> None:
        if not matching:
            self.hole = self.hole or case
            return
        ranks = {n: self._limits[n].rank for n in matching}
        top = max(ranks.values())
        winners = {n for n in matching if ranks[n] == top}
        self.won |= winners
        for n in matching:
            self.above[n] |= winners - {n}
        for pair in combinations(matching, 2):
            if ranks[pair[0]] == ranks[pair[1]]:
                self.overlaps.setdefault(pair, case)
