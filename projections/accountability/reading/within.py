"""范围: which rows a reading of the view is about: a period, some units, one generation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from projections.accountability.reading.counting import BASIS

_UNITS = "(o.unit = ANY (%(units)s) OR o.leads && %(units)s::text[])"


class Within(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of `schema` as they stand at `at`; of a period where it has a begin and an end.

    `counted_by` says by which of its days a row falls into the period. `units` see their own
    orders, and the cases that they led at any time; `dissolved` are those that are no more,
    `hidden` appeals that are not read at all.
    """

    schema: str
    at: datetime
    begins: datetime | None = None
    ends: datetime | None = None
    counted_by: Literal["raised", "closed", "called_back"] = "raised"
    units: Sequence[str] | None = None
    dissolved: Sequence[str] = ()
    hidden: Sequence[str] = ()

    def sql(self, text: str, **more: str) -> str:
        """A statement about these rows, which are called `o` in it."""
        names = {"schema": self.schema, "within": self._condition, **more}
        for name, value in names.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    @property
    def params(self) -> dict[str, Any]:
        """What the statement is about, as parameters."""
        units = list(self.units) if self.units is not None else None
        bounds = {"at": self.at, "begins": self.begins, "ends": self.ends}
        lists = {"dissolved": list(self.dissolved), "hidden": list(self.hidden)}
        return {**bounds, **lists, "units": units}

    @property
    def _condition(self) -> str:
        basis = BASIS[self.counted_by]
        clauses = [
            f"o.{basis} >= %(begins)s" if self.begins else "",
            f"o.{basis} < %(ends)s" if self.ends else "",
            _UNITS if self.units is not None else "",
            "o.appeal_no <> ALL (%(hidden)s::text[])" if self.hidden else "",
        ]
        return " AND ".join(filter(None, clauses)) or "true"


def page(
    columns: Sequence[str], after: tuple[str, str] | None, limit: int
) -> tuple[str, dict[str, Any]]:
    """The rows after one, in order of appeal and order: what stands around a condition."""
    text = (
        f"SELECT {', '.join(columns)} FROM {{schema}}.accountability o"
        " WHERE {condition} AND {within}"
        " AND (o.appeal_no, o.order_no) > (%(after_no)s, %(after_order)s)"
        " ORDER BY o.appeal_no, o.order_no LIMIT %(limit)s"
    )
    after_no, after_order = after or ("", "")
    return text, {"after_no": after_no, "after_order": after_order, "limit": limit}
