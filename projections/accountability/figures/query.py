"""The question that boards and lists answer: which rows, as of when, judged by what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period

By = Literal["unit", "street", "community", "grid", "category", "subcategory", "person", "period"]
Part = Literal["whole", "part", "rest"]

BASIS = {"raised": "raised_at", "closed": "closed_at", "called_back": "answered_at"}
"""基准日: the column that says into which period a row falls, by what a policy counts by."""


class PageAfter(msgspec.Struct, frozen=True):
    """Which page of a list: what follows an appeal and order, and how many rows of it."""

    after: tuple[str, str] | None = None
    limit: int = 50

    def params(self) -> dict[str, Any]:
        """Return what the statement of a page is filled with."""
        after_no, after_order = self.after or ("", "")
        return {"after_no": after_no, "after_order": after_order, "limit": self.limit}


class FigureQuery(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a period under a policy, in one generation of the view, and their keys.

    `schema` holds the generation; open work is judged for the instant `at`. `units` are those that
    are counted, None for all; `borders` begin the periods where it is counted by period. A list may
    be `of_all_time`; it leaves out the appeals `hidden`, and `dissolved` are the units of the past.
    """

    schema: str
    at: datetime
    policy: AssessmentPolicy
    period: Period
    by: By = "unit"
    units: Sequence[str] | None = None
    borders: Sequence[datetime] = ()
    of_all_time: bool = False
    hidden: Sequence[str] = ()
    dissolved: Sequence[str] = ()

    def params(self, n: int = 0) -> dict[str, Any]:
        """Return what the statements are filled with; `n` numbers the queries of one statement."""
        policy = self.policy
        return {
            f"begins_{n}": self.period.begins,
            f"ends_{n}": self.period.ends,
            f"units_{n}": list(self.units) if self.units is not None else None,
            "at": self.at,
            "borders": list(self.borders),
            "hidden": list(self.hidden),
            "dissolved": list(self.dissolved),
            "types_excluded": list(policy.types_excluded),
            "closing_kinds_excluded": list(policy.closing_kinds_excluded),
            "grounds_excluded": list(policy.grounds_excluded),
            "basically_satisfied": policy.basically_satisfied,
            "basically_solved": policy.basically_solved,
            "refuses_is_valid": policy.refuses_is_valid,
            "unclear_is_valid": policy.unclear_is_valid,
            "first_callback": policy.callback == "first",
        }
