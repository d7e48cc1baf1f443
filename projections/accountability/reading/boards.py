"""From counts to a board: scores, ranks, both means. Exact until the score is rounded."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from casework.figures.board import Count, Line, Listing
from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from projections.accountability.queries import OTHERS, Row


def listings(
    rows: Sequence[Row], policy: AssessmentPolicy, names: Mapping[str, str],
    before: Mapping[str, Decimal | None],
) -> tuple[Listing, ...]:  # fmt: skip
    """The lists of a policy in its order, those units last that it ranks nowhere.

    `names` are those of the keys; a row keeps its own where there is none. `before` are the scores
    of the period before.
    """
    lists = [(each.id, each.name) for each in policy.lists]
    found = [_listing(rows, policy, names, before, *each) for each in (*lists, (OTHERS, "其他"))]
    return tuple(each for each in found if each is not None)


def _listing(
    rows: Sequence[Row], policy: AssessmentPolicy, names: Mapping[str, str],
    before: Mapping[str, Decimal | None], listing: str, name: str,
) -> Listing | None:  # fmt: skip
    mine = [row for row in rows if row.listing == listing and row.key is not None]
    pooled = next((r for r in rows if r.listing == listing and r.key is None), None)
    if not mine or pooled is None:
        return None
    lines = ranked([_line(row, policy, names, before) for row in mine], policy)
    return Listing(
        id=listing,
        name=name,
        lines=lines,
        mean=mean_of(lines, policy),
        pooled=scored(Line(key="", name="合计", figures=pooled.figures), policy),
    )


def overall(rows: Iterable[Row], policy: AssessmentPolicy) -> Line | None:
    """All rows together."""
    found = next((r for r in rows if r.listing is None and r.key is None), None)
    return scored(Line(key="", name="全市", figures=found.figures), policy) if found else None


def ranked(lines: Iterable[Line], policy: AssessmentPolicy) -> tuple[Line, ...]:
    """By score, then volume, then code; dense ranks. The small and the unscored come last,
    unranked."""
    ordered = sorted(lines, key=lambda line: (*_standing(line, policy), line.key))
    scores = sorted({line.score for line in ordered if _is_ranked(line, policy)}, reverse=True)  # type: ignore[type-var]
    ranks = {score: n for n, score in enumerate(scores, 1)}
    return tuple(
        msgspec.structs.replace(line, rank=ranks[line.score]) if _is_ranked(line, policy) else line
        for line in ordered
    )


def mean_of(lines: Sequence[Line], policy: AssessmentPolicy) -> Line:
    """The mean of the rows' figures (各单位平均): each row weighs the same, however small."""
    figures = {figure: _mean([line.figures[figure].value for line in lines]) for figure in FIGURES}
    return scored(Line(key="", name="各单位平均", figures=figures), policy)


def _mean(values: Sequence[Fraction | None]) -> Count:
    there = [value for value in values if value is not None]
    mean = sum(there, Fraction()) / len(there) if there else Fraction()
    return Count(Decimal(mean.numerator), mean.denominator if there else 0)


def _line(
    row: Row, policy: AssessmentPolicy, names: Mapping[str, str],
    before: Mapping[str, Decimal | None],
) -> Line:  # fmt: skip
    key = row.key or ""
    line = Line(key=key, name=names.get(key) or row.name or key, figures=row.figures)
    found, earlier = scored(line, policy), before.get(key)
    if found.score is None or earlier is None:
        return found
    return msgspec.structs.replace(found, change=found.score - earlier)


def scored(line: Line, policy: AssessmentPolicy) -> Line:
    """A row with the score that the policy gives it."""
    return msgspec.structs.replace(line, score=score_of(line.figures, policy))


def score_of(figures: Mapping[str, Count], policy: AssessmentPolicy) -> Decimal | None:
    """What the policy makes of these figures."""
    return policy.score({figure: figures[figure].value for figure in policy.weights})


def _is_ranked(line: Line, policy: AssessmentPolicy) -> bool:
    return line.score is not None and line.figures["valid"].part >= policy.rank_at_least


def _standing(line: Line, policy: AssessmentPolicy) -> tuple[bool, Decimal, Decimal]:
    volume = -line.figures["received"].part
    if not _is_ranked(line, policy):
        return True, Decimal(), volume
    return False, -(line.score or Decimal()), volume
