"""例外清单: the lists that a supervisor looks into first, their counts, and the orders on each."""

from math import ceil
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api import cursors
from api.answers import json
from api.door import Serving
from api.problems import Problem
from api.routes.accountability import looking
from api.routes.accountability.asking import AskedFor, Asking, PeriodLabel, UnitCode
from api.routes.reading import Word
from projections.accountability.reading import exceptions
from projections.accountability.reading.exceptions import LISTS, ExceptionList, Tally
from projections.engine.reading import AsOf

router = APIRouter()
BASE = "/v1/accountability/exceptions"
_DAY_SECONDS = 86_400


@router.get("/exceptions")
async def index(
    service: Serving, asking: AskedFor, period: PeriodLabel = None, unit: UnitCode = None
) -> Response:
    """例外清单: every list with its count. Without a period, of all time: open work grows old."""
    among = looking.within(asking, unit, of_period=period is not None)
    given = looking.words(asking, unit, of_period=period is not None)
    async with service.pool.connection() as conn:
        tallies, as_of = await exceptions.tallies(conn, among)
        await asking.knows(conn, unit, counted=bool(tallies))
    lists = [_counted(each, tallies, given) for each in LISTS.values()]
    return json({**looking.told(asking, as_of, of_period=period is not None), "lists": lists})


@router.get("/exceptions/{list}")
async def one(
    service: Serving, asking: AskedFor, list: Annotated[str, Path(max_length=60)],
    period: PeriodLabel = None, unit: UnitCode = None, group: Word = None,
    limit: looking.Limit = 50, cursor: looking.Cursor = None,
) -> Response:  # fmt: skip
    """The orders on one list, in keyset pages. Of excluded cases, each unit's share of them too."""
    wanted = _known(list, group)
    among = looking.within(asking, unit, of_period=period is not None)
    given = {**looking.words(asking, unit, of_period=period is not None), "group": group}
    bound = (list, given, asking.bounds)
    after = cursors.marked(bound, cursor)
    async with service.pool.connection() as conn:
        rows, as_of = await exceptions.entries(
            conn, among, list, group=group, after=after, limit=limit + 1
        )
        ratios = await exceptions.exclusion_ratios(conn, among) if list == "excluded" else None
        await asking.knows(conn, unit, counted=bool(rows) or after is not None)
    items = [_told(row, asking) for row in rows]
    page = looking.a_page(asking, bound, items, limit)
    return json({**_head(wanted, asking, as_of, period), **page, **_with(ratios)})


def _known(list_: str, group: str | None) -> ExceptionList:
    """The list of that name. 404 where there is none, 422 where it has no such group."""
    found = LISTS.get(list_)
    if found is None:
        there = ", ".join(f"{each.id} ({each.chinese})" for each in LISTS.values())
        raise Problem(
            404,
            "UnknownExceptionList",
            f"There is no such list of exceptions; there are: {there}.",
            {"there": "、".join(each.chinese for each in LISTS.values())},
        )
    if group is not None and group not in found.groups:
        there = ", ".join(found.groups) or "none"
        raise Problem(
            422,
            "NoSuchGroup",
            f"The list {list_} has no such group; there are: {there}.",
            {"list": found.chinese, "there": "、".join(found.groups.values()) or "无"},
        )
    return found


def _counted(list_: ExceptionList, tallies: list[Tally], given: dict[str, Any]) -> dict[str, Any]:
    mine = [tally for tally in tallies if tally.list == list_.id]
    counts = {tally.group: tally.count for tally in mine}
    path = f"{BASE}/{list_.id}"
    groups = [
        {
            "id": group, "chinese": chinese, "count": counts.get(group, 0),
            "href": looking.link(path, {**given, "group": group}),
        }
        for group, chinese in list_.groups.items()
    ]  # fmt: skip
    return {
        "id": list_.id, "name": list_.name, "chinese": list_.chinese,
        "count": sum(counts.values()), "href": looking.link(path, given), "groups": groups,
    }  # fmt: skip


def _head(wanted: ExceptionList, asking: Asking, as_of: AsOf, period: str | None) -> dict[str, Any]:
    names = {"id": wanted.id, "name": wanted.name, "chinese": wanted.chinese}
    return {**looking.told(asking, as_of, of_period=period is not None), "list": names}


def _with(ratios: tuple[exceptions.Ratio, ...] | None) -> dict[str, Any]:
    return {} if ratios is None else {"ratios": ratios}


def _told(row: dict[str, Any], asking: Asking) -> dict[str, Any]:
    """A row with the days that it is late, begun ones counted."""
    due = row["due"] or row["dispatch_by"]
    late = (asking.source.at - due).total_seconds() / _DAY_SECONDS if due else 0
    is_open = row["handled_at"] is None and row["closed_at"] is None
    return {**row, "days_late": ceil(late) if is_open and late > 0 else None}
