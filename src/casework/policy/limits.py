"""一条时限规则: which kind of appeal it is for, and how long each step of that may take.

What a rule can tell apart is finite: urgency, type, the categories that some rule names and all
the others, complex or not, sensitive or not, of a utility or not. `cases` goes through all of it.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Annotated, NamedTuple, get_args

import msgspec
from msgspec import Meta

from casework.policy.amounts import Amount
from casework.policy.reading import Code, Codes, Count, Flag, Words
from casework.words import AppealType, Urgency

URGENCIES: tuple[str, ...] = get_args(Urgency)
TYPES: tuple[str, ...] = get_args(AppealType)
Urgencies = Annotated[tuple[Urgency, ...], Meta(min_length=1)]
Types = Annotated[tuple[AppealType, ...], Meta(min_length=1)]
_FLAGS = ((False, True),) * 3  # complex, sensitive, utility
AmountOrNone = Annotated[Amount | None, Meta(extra={"nothing": "none"})]
AmountOrStatutory = Annotated[Amount | None, Meta(extra={"nothing": "statutory"})]
FOUR_HOURS = Amount.parse("4 h @work")


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
        """Return whether such an appeal is meant."""
        return (
            (not self.urgency or case.urgency in self.urgency)
            and (not self.type or case.type in self.type)
            and (not self.category or case.category.startswith(self.category))
            and self.complex in (None, case.complex)
            and self.sensitive in (None, case.sensitive)
            and self.utility in (None, case.utility)
        )


class LimitRule(msgspec.Struct, frozen=True, kw_only=True):
    """One limit rule (DOMAIN 6.1). Of the rules that match, the one of the highest rank holds.

    It matches what one of its `when` describes, or everything where it has none. None is no such
    clock; for `handle`, the law's own limit, which is typed in at dispatch; for `decision`, the
    default (`decide_within`).
    """

    id: Code
    rank: Count
    name: Words
    basis: Words
    calendar: Code
    dispatch: Amount
    acknowledge: Amount
    return_window: AmountOrNone
    contact: AmountOrNone
    handle: AmountOrStatutory
    feed_back: Amount
    callback: AmountOrNone
    decision: AmountOrNone = None
    when: tuple[When, ...] = ()

    @property
    def decide_within(self) -> Amount:
        """Return how long a request of a unit may wait for the centre (DOMAIN 17.2).

        Four working hours unless the rule says so; where orders are signed within minutes, as long
        as that.
        """
        minutes = self.acknowledge.unit == "min"
        return self.decision or (self.acknowledge if minutes else FOUR_HOURS)

    def matches(self, case: Case) -> bool:
        """Return whether it is meant for such an appeal."""
        return not self.when or any(when.matches(case) for when in self.when)


def prefixes(limits: Sequence[LimitRule]) -> frozenset[str]:
    """Return the category prefixes that some rule names."""
    return frozenset(code for rule in limits for when in rule.when for code in when.category)


def cases(limits: Sequence[LimitRule]) -> Iterator[Case]:
    """Return every kind of appeal that these rules can tell apart, the ordinary ones first."""
    categories = ("", *sorted(prefixes(limits)))
    return (Case(*each) for each in product(URGENCIES, TYPES, categories, *_FLAGS))
