"""What a list or an analysis is about, made of what was asked for; and how its pages are asked."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Query

from api.accountability import pages
from api.routes.accountability.asking import Asking
from projections.accountability.within import Within
from projections.engine.reading import AsOf

Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500, description="The `next` of the page before.")]


def within(asking: Asking, unit: str | None = None, *, of_period: bool = True) -> Within:
    """The rows of the period, or of all time, of one unit or of all that the caller sees."""
    period = asking.period
    return Within(
        schema=asking.source.schema,
        at=asking.source.at,
        begins=period.begins if of_period else None,
        ends=period.ends if of_period else None,
        counted_by=asking.policy.counted_by,
        units=asking.within(unit),
    )


def words(asking: Asking, unit: str | None = None, *, of_period: bool = True) -> dict[str, Any]:
    """What the links of an answer repeat, so that a list is counted as its number was."""
    period = {"period": asking.period.label, "policy": asking.policy.tag} if of_period else {}
    return {"unit": unit, **period, **asking.moment_words}


def told(asking: Asking, as_of: AsOf, *, of_period: bool = True) -> dict[str, Any]:
    """As of when; without a period, neither that nor the policy that says how it is counted."""
    found = asking.told(as_of)
    return found if of_period else {"as_of": found["as_of"], "policy": None, "period": None}


def a_page(
    path: str, given: Mapping[str, Any], asking: Asking, rows: list[dict[str, Any]], limit: int
) -> dict[str, Any]:
    """`items` and `next`, under the scope of the caller."""
    return pages.cut(list_of(path, given, asking), rows, limit)


def list_of(path: str, given: Mapping[str, Any], asking: Asking) -> str:
    """The name of a list, which its cursors are bound to."""
    seen = ",".join(sorted(asking.units)) if asking.units is not None else "*"
    return f"{pages.link(path, given)} {seen}"
