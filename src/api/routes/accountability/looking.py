"""What a list or an analysis is about, made of what was asked for; and how its pages are told."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from api import cursors
from api.routes.accountability.asking import Asking
from projections.accountability.reading.within import Within
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
        dissolved=asking.directory.dissolved(asking.source.at),
        hidden=asking.hidden,
    )


def words(asking: Asking, unit: str | None = None, *, of_period: bool = True) -> dict[str, Any]:
    """What the links of an answer repeat, so that a list is counted as its number was."""
    period = {"period": asking.period.label, "policy": asking.policy.tag} if of_period else {}
    return {"unit": unit, **period, **asking.moment_words}


def link(path: str, words: dict[str, Any]) -> str:
    """An address with what was given of these words."""
    given = {name: word for name, word in words.items() if word is not None}
    return f"{path}?{urlencode(given)}" if given else path


def told(asking: Asking, as_of: AsOf, *, of_period: bool = True) -> dict[str, Any]:
    """As of when; without a period, neither that nor the policy that says how it is counted."""
    found = asking.told(as_of)
    return found if of_period else {"as_of": found["as_of"], "policy": None, "period": None}


def a_page(asking: Asking, bound: object, rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    """`items`, each with its appeal, and the `next` cursor, from one row more than are shown."""
    items = [{**row, "appeal": asking.appeal(row["appeal_no"])} for row in rows[:limit]]
    following = None
    if len(rows) > limit:
        following = cursors.mark(bound, (items[-1]["appeal_no"], items[-1]["order_no"]))
    return {"items": items, "next": following}
