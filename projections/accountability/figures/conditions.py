"""What every figure counts, as SQL over one row: its whole, its part, the rest, its weight.

A board and the list behind a number are made of the same, so that they cannot differ.
"""

from functools import cache

from psycopg.sql import SQL

from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from casework.sql import Statements
from projections.accountability.figures.query import Part

_CONDITIONS = Statements(__file__)
_FIGURES = Statements(__file__.replace("conditions", "figures"))

WEIGHTED = frozenset({"resolution", "satisfaction", "mean_time"})


def condition(policy: AssessmentPolicy, figure: str, part: Part) -> SQL:
    """Return which rows are the whole of a figure, its part, or the rest; a count has no rest."""
    return _condition(_id(policy, figure), FIGURES[figure].kind == "count", part)


def weight(policy: AssessmentPolicy, figure: str) -> SQL | None:
    """Return what a part adds up, where it is no count but a weighted sum."""
    return _FIGURES.of(f"{_id(policy, figure)}.weight") if figure in WEIGHTED else None


@cache
def _condition(name: str, is_count: bool, part: Part) -> SQL:
    if is_count and part == "rest":
        return _CONDITIONS.of("nothing")
    if is_count:
        return _CONDITIONS.of("counted", part=_FIGURES.of(f"{name}.part"))
    parts = {each: _FIGURES.of(f"{name}.{each}") for each in ("whole", "part")}
    return _CONDITIONS.of(part, **parts)


def _id(policy: AssessmentPolicy, figure: str) -> str:
    by_stars = figure == "satisfaction" and policy.scale == "stars"
    return "satisfaction_by_stars" if by_stars else figure
