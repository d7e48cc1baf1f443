"""From counts to lists: scores, ranks, both means. Exact until the score is rounded."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from casework.figures.board import Count, Line, Listing
from casework.policy.assessment import AssessmentPolicy
from projections.accountability.figures.counting import ALL, Figures


def listing(
    id: str, name: str, lines: Iterable[Line], pooled: Figures, policy: AssessmentPolicy
) -> Listing:
    """Return lines ranked among each other, with both their means."""
    ordered = ranked(lines, policy)
    total = scored(Line(key="", name="合计", figures=pooled), policy)
    return Listing(id=id, name=name, lines=ordered, mean=mean_of(ordered, policy), pooled=total)


def ranked(lines: Iterable[Line], policy: AssessmentPolicy) -> tuple[Line, ...]:
    """Return lines by score, then volume, then code, with dense ranks.

    The small and the unscored come last, unranked.
    """
    ordered = sorted(lines, key=lambda line: (*_order(line, policy), line.key))
    scores = sorted({line.score or Decimal() for line in ordered if _is_ranked(line, policy)})
    ranks = {score: n for n, score in enumerate(reversed(scores), 1)}
    return tuple(
        replace(line, rank=ranks[line.score or Decimal()]) if _is_ranked(line, policy) else line
        for line in ordered
    )


def mean_of(lines: Sequence[Line], policy: AssessmentPolicy) -> Line:
    """Return the mean of the lines' figures (各单位平均); each weighs the same, however small."""
    figures = {figure: _mean([line.figures[figure].value for line in lines]) for figure in ALL}
    return scored(Line(key="", name="各单位平均", figures=figures), policy)


def scored(line: Line, policy: AssessmentPolicy, before: Decimal | None = None) -> Line:
    """Return a line with the score that the policy gives it, and its change since `before`."""
    score = score_of(line.figures, policy)
    change = None if score is None or before is None else score - before
    return replace(line, score=score, change=change)


def score_of(figures: Mapping[str, Count], policy: AssessmentPolicy) -> Decimal | None:
    """Return what the policy makes of these figures."""
    return policy.score({figure: figures[figure].value for figure in policy.weights})


def _mean(values: Sequence[Fraction | None]) -> Count:
    there = [value for value in values if value is not None]
    mean = sum(there, Fraction()) / len(there) if there else Fraction()
    return Count(Decimal(mean.numerator), mean.denominator if there else 0)


def _is_ranked(line: Line, policy: AssessmentPolicy) -> bool:
    return line.score is not None and line.figures["valid"].part >= policy.rank_at_least


def _order(line: Line, policy: AssessmentPolicy) -> tuple[bool, Decimal, Decimal]:
    volume = -line.figures["received"].part
    if not _is_ranked(line, policy):
        return True, Decimal(), volume
    return False, -(line.score or Decimal()), volume
