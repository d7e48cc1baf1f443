"""查政策: every kind of appeal there can be, and whether exactly one limit rule is its own.

The kinds are finite (`limits.cases`), so holes, overlaps and rules that nobody reaches are found
by going through all of them.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from casework.policy.limits import Case, LimitRule, cases
from casework.policy.reading import TextProblem


def coverage(limits: Sequence[LimitRule], lines: Sequence[int]) -> Iterator[TextProblem]:
    """Yield holes, overlaps and unreachable rules. `lines` says where each rule begins."""
    survey = _Survey(limits)
    if survey.hole:
        yield TextProblem(lines[0], f"no rule holds for an appeal of {survey.hole}")
    for (one, other), case in survey.overlaps.items():
        said = (
            f"{limits[other].id} and {limits[one].id} (line {lines[one]}) both have rank "
            f"{limits[one].rank} and both hold for an appeal of {case}"
        )
        yield TextProblem(lines[other], said)
    for n, above in sorted(survey.above.items()):
        if n not in survey.won:
            said = ", ".join(limits[m].id for m in sorted(above))
            yield TextProblem(
                lines[n], f"no appeal reaches {limits[n].id}: higher in rank is {said}"
            )


class _Survey:
    """What becomes of every kind of appeal. Rules are numbered as they stand."""

    def __init__(self, limits: Sequence[LimitRule]) -> None:
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
