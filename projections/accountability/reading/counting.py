"""The SQL that figures are counted by: which rows, which words, which sums.

`figures.sql` says what each figure counts, `queries.sql` which rows there are and what the words
mean. A board and the list behind a number are made of the same, so that they cannot differ.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from casework.figures.catalogue import FIGURES
from casework.policy.assessment import AssessmentPolicy
from projections.accountability.rows import OrderRow
from projections.engine.statements import statements

_FOLDER = Path(__file__).parent
_FIGURES = statements(_FOLDER / "figures.sql")
SQL = statements(_FOLDER / "queries.sql")
BASIS = {"raised": "raised_at", "closed": "closed_at", "called_back": "answered_at"}
COLUMNS = OrderRow.__struct_fields__
_WORDS = set(re.findall(r"\w+", " ".join((*_FIGURES.values(), *SQL.values()))))
_COUNTED = [
    c for c in COLUMNS if c in _WORDS | {"appeal_no", "order_no", "unit_name", "answered_at"}
]
_OF_PARENT = {"unit": "p.unit", "unit_name": "p.unit_name", "kind": "'child'"}

By = Literal[
    "unit", "street", "community", "grid", "category", "subcategory", "person", "period"
]  # fmt: skip
Part = Literal["whole", "part", "rest"]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows are counted, and how: a period under a policy, in one generation of the view.

    `at` is the instant for which open work is judged overdue, `borders` those of the periods where
    it is counted by period.
    """

    schema: str
    policy: AssessmentPolicy
    begins: datetime
    ends: datetime
    at: datetime
    by: By = "unit"
    units: Sequence[str] | None = None
    area: str | None = None
    borders: Sequence[datetime] = ()

    @property
    def key(self) -> str:
        """What rows are counted by."""
        return SQL[f"by_{self.by}"].replace("{basis}", self.basis)

    @property
    def basis(self) -> str:
        """The column whose instant says into which period a row falls (基准日)."""
        return BASIS[self.policy.counted_by]

    def params(self) -> dict[str, Any]:
        """What the statements are filled with."""
        policy = self.policy
        return {
            "begins": self.begins, "ends": self.ends, "at": self.at,
            "units": list(self.units) if self.units is not None else None,
            "area": f"{self.area}%", "borders": list(self.borders),
            "types_excluded": list(policy.types_excluded),
            "closing_kinds_excluded": list(policy.closing_kinds_excluded),
            "grounds_excluded": list(policy.grounds_excluded),
            "basically_satisfied": policy.basically_satisfied,
            "basically_solved": policy.basically_solved,
            "refuses_is_valid": policy.refuses_is_valid,
            "unclear_is_valid": policy.unclear_is_valid,
            "first_callback": policy.callback == "first",
        }  # fmt: skip


def worded(asked: Asked, *, of_centre: bool = False, columns: Sequence[str] = _COUNTED) -> str:
    """The rows that count, with their key and the words that figures are made of."""
    rows = SQL["cases"] if of_centre else f"{SQL['orders']} UNION ALL {SQL['merged']}"
    text = SQL["worded"].replace("{rows}", rows)
    for name, value in {
        "child_columns": ", ".join(_OF_PARENT.get(c, f"c.{c}") for c in columns),
        "child_narrowed": _narrowed(asked, unit="p.unit", area="c.area"),
        "columns": ", ".join(columns),
        "narrowed": _narrowed(asked, unit="unit", area="area"),
        "schema": asked.schema,
        "basis": asked.basis,
        "fence": "" if of_centre else "OFFSET 0",
    }.items():
        text = text.replace(f"{{{name}}}", value)
    return f"SELECT *, {asked.key} AS key FROM ({text}) o"


def _narrowed(asked: Asked, *, unit: str, area: str) -> str:
    """What narrows the rows before anything is made of them."""
    clauses = [f"{unit} = ANY (%(units)s)"] if asked.units is not None else []
    clauses += [f"{area} LIKE %(area)s"] if asked.area is not None else []
    return " AND ".join(clauses) or "true"


def sums(policy: AssessmentPolicy, figure: str) -> str:
    """What a figure's part adds up to, and how many its whole is."""
    part, weight = condition(policy, figure, "part"), _FIGURES.get(f"{_id(policy, figure)}.part")
    added = f"sum({weight})" if weight else "count(*)"
    if FIGURES[figure].kind == "count":
        return f"{added} FILTER (WHERE {part}), NULL::bigint"
    whole = condition(policy, figure, "whole")
    return f"{added} FILTER (WHERE {part}), count(*) FILTER (WHERE {whole})"


def condition(policy: AssessmentPolicy, figure: str, part: Part) -> str:
    """Which rows are the whole of a figure, or its part, or the rest; a count has no rest."""
    name = _id(policy, figure)
    whole, among = _FIGURES.get(f"{name}.of", "true"), _FIGURES[f"{name}.is"]
    if FIGURES[figure].kind == "count":
        return "false" if part == "rest" else f"({among})"
    wanted = {"whole": "true", "part": f"({among})", "rest": f"(({among}) IS NOT TRUE)"}[part]
    return f"({whole}) AND {wanted}"


def _id(policy: AssessmentPolicy, figure: str) -> str:
    by_stars = figure == "satisfaction" and policy.scale == "stars"
    return "satisfaction_by_stars" if by_stars else figure
