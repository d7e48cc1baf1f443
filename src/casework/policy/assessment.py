"""考核办法: how units are judged: which cases count, what each rate weighs, who ranks with whom.

An office writes it as TOML (see `default/assessment-dengta.toml`). Numbers stay as exact as they
are written: nothing is rounded but the score, and that once.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta
from msgspec.structs import asdict

from casework.directory.words import UNIT_KINDS
from casework.policy.periods import Rule
from casework.policy.reading import Code, Codes, Count, Page, Proportion, Words, YesNo
from casework.policy.words import FIGURES, SCORABLE
from casework.words import AppealType, ClosingKind, ExclusionGround

ALL_GROUNDS: tuple[ExclusionGround, ...] = get_args(ExclusionGround)
Places = Annotated[int, Meta(ge=0, le=4, description="a whole number from 0 to 4")]


class RankedList(msgspec.Struct, frozen=True):
    """榜单: units that are ranked among each other; a unit named goes before its kind."""

    id: Code
    name: Words
    kinds: Codes = ()
    units: Codes = ()


Check = Callable[[RankedList], Iterable[tuple[str, str]]]


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """The plain terms of an assessment policy.

    `counted_by` says by which day a case falls into a period (基准日): raised, closed, or called
    back. `callback` says which valid callback of a cycle counts. `scale` is satisfaction by words,
    or by 0 to 10 stars. `basically_…` are what 基本满意 and 基本解决 are worth. `…_is_valid` say
    whether a callback with that answer counts at all (DOMAIN 11.14). Thanks, withdrawn cases and
    the like are excluded by type, closing kind, and ground of a granted exclusion. With fewer valid
    callbacks than `rank_at_least` a unit is shown but not ranked. `nothing_is` what a rate without
    a denominator is to the score: null leaves the unit unscored. `columns` are what is printed.
    """

    id: Code
    name: Words
    basis: Words
    counted_by: Literal["raised", "closed", "called_back"]
    period: Rule
    callback: Literal["latest", "first"]
    scale: Literal["words", "stars"]
    basically_satisfied: Proportion
    basically_solved: Proportion
    refuses_is_valid: YesNo
    unclear_is_valid: YesNo
    closing_kinds_excluded: tuple[ClosingKind, ...]
    types_excluded: tuple[AppealType, ...]
    grounds_excluded: tuple[ExclusionGround, ...] = ALL_GROUNDS
    rank_at_least: Count
    places: Places
    nothing_is: Literal["null", "zero"]
    columns: Codes


class AssessmentPolicy(Terms, frozen=True, kw_only=True):
    """One version of an assessment policy, read and checked. The weights sum to exactly 1."""

    version: int
    weights: dict[str, Decimal]
    lists: tuple[RankedList, ...]

    @property
    def tag(self) -> str:
        """Return what a published score says that it was made by: "dengta@1"."""
        return f"{self.id}@{self.version}"

    def list_of(self, unit_code: str, unit_kind: str) -> RankedList | None:
        """Return the list that a unit is ranked in, if any."""
        named = (each for each in self.lists if unit_code in each.units)
        alike = (each for each in self.lists if unit_kind in each.kinds)
        return next(named, None) or next(alike, None)

    def score(self, rates: Mapping[str, Fraction | None]) -> Decimal | None:
        """Return the score out of 100, from the rates (0 to 1) of every figure with a weight.

        None where one of them has no denominator, unless the policy takes that for zero.
        """
        parts = [(weight, rates[figure]) for figure, weight in self.weights.items()]
        if self.nothing_is == "null" and any(rate is None for _, rate in parts):
            return None
        total = sum((Fraction(weight) * (rate or 0) for weight, rate in parts), Fraction())
        return rounded(100 * total, self.places)


def rounded(exact: Fraction, places: int) -> Decimal:
    """Return a figure with so many decimals; a half goes up, away from nought (四舍五入)."""
    digits = floor(abs(exact) * 10**places + Fraction(1, 2))
    return Decimal(digits if exact >= 0 else -digits).scaleb(-places)


def id_of(text: str) -> str:
    """Return the id that a policy's text gives itself; "" where there is none to be read."""
    try:
        return str(tomllib.loads(text, parse_float=str)["assessment"]["id"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def read_assessment(
    text: str, version: int, *, of: str = "", check: Check | None = None, adopted: bool = False
) -> AssessmentPolicy:
    """Return the policy written so. Raises `PolicyProblems` with everything that is wrong with it.

    `of` is the id that it must have. `check` may name more problems of a list, each with the key
    that it lies in. What was `adopted` is only read: a figure that is no more must not make an old
    policy unreadable.
    """
    page = Page(text)
    terms, weights = page.table("assessment", Terms), page.proportions("weights")
    lists = page.tables("list", RankedList)
    if not adopted:
        _check_terms(page, terms, of)
        _check_weights(page, weights)
        _check_lists(page, lists, check)
    page.close()
    return AssessmentPolicy(**asdict(terms), version=version, weights=weights, lists=lists)


def _check_terms(page: Page, terms: Terms | None, of: str) -> None:
    if terms is None:
        return
    if of and terms.id != of:
        page.note(("assessment", "id"), f'this is the policy "{terms.id}", not "{of}"')
    for n, figure in enumerate(terms.columns):
        if figure not in FIGURES:
            said = f'there is no figure "{figure}"; there are: {", ".join(FIGURES)}'
            page.note(("assessment", "columns"), said)
        if figure in terms.columns[:n]:
            page.note(("assessment", "columns"), f'"{figure}" stands twice')


def _check_weights(page: Page, weights: Mapping[str, Decimal] | None) -> None:
    if weights is None:
        return
    for figure, weight in weights.items():
        if figure not in SCORABLE:
            said = f'"{figure}" is no figure that is scored; there are: {", ".join(SCORABLE)}'
            page.note(("weights", figure), said)
        elif weight == 0:
            page.note(("weights", figure), f"{figure} weighs nothing: leave it out")
    if (total := sum(weights.values())) != 1:
        page.note(("weights",), f"the weights must sum to exactly 1, and sum to {total}")


def _check_lists(page: Page, lists: Sequence[RankedList | None], check: Check | None) -> None:
    page.note_doubles("list", lists)
    _note_shared(page, lists)
    for n, each in enumerate(lists):
        if each is None:
            continue
        if not each.kinds and not each.units:
            page.note(("list", n), f"{each.id}: it has neither kinds nor units: nobody is in it")
        for kind in each.kinds:
            if kind not in UNIT_KINDS:
                said = f'{each.id}: there is no kind of unit "{kind}"; there are: '
                page.note(("list", n, "kinds"), said + ", ".join(UNIT_KINDS))
        for key, problem in check(each) if check else ():
            page.note(("list", n, key), problem)


def _note_shared(page: Page, lists: Sequence[RankedList | None]) -> None:
    """Note every kind and unit that stands in an earlier list too."""
    first: dict[tuple[str, str], int] = {}
    for n, each in enumerate(lists):
        entries = {"kinds": each.kinds, "units": each.units} if each is not None else {}
        for key, codes in entries.items():
            for code in codes:
                if (before := first.setdefault((key, code), n)) != n:
                    line = page.line(("list", before, key))
                    page.note(("list", n, key), f"{code} is in the list of line {line} already")
