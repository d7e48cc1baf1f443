"""例外清单: the lists that a supervisor looks into first, their counts, and the orders on each."""

from math import ceil
from typing import Annotated, Any

from fastapi import Path, Query, Response
from pydantic import BaseModel

from api.http import cursors
from api.http.answers import json
from api.http.door import Serving
from api.http.problems import Problem
from api.http.routes.accountability.page import page
from api.http.routes.accountability.parameters import (
    Cursor,
    Limit,
    ListRequested,
    PeriodLabel,
    UnitCode,
)
from api.http.routes.accountability.router import router
from api.http.routes.reading import Word
from api.reports.boards.links import link
from api.reports.boards.request import BoardRequest
from projections.accountability.figures.query import PageAfter
from projections.accountability.lists import exceptions
from projections.accountability.lists.exceptions import LISTS, ExceptionList, Tally

BASE = "/v1/accountability/exceptions"
_DAY_SECONDS = 86_400


@router.get("/exceptions")
async def index(
    service: Serving, request: ListRequested, period: PeriodLabel = None, unit: UnitCode = None
) -> Response:
    """例外清单: count every list count. Without a period, of all time: open work grows old."""
    ever = period is None
    query, words = request.listed(unit, of_all_time=ever), request.words(unit, of_all_time=ever)
    async with service.pool.connection() as conn:
        tallies, as_of = await exceptions.tallies(conn, query)
        await request.check_known(conn, unit, counted=bool(tallies))
    lists = [_counted(each, tallies, words) for each in LISTS.values()]
    return json({**request.heading(as_of.position, of_all_time=ever), "lists": lists})


class EntriesQuery(BaseModel):
    """Which orders of one list, of a period or of all time, and which page of them."""

    period: PeriodLabel = None
    unit: UnitCode = None
    group: Word = None
    limit: Limit = 50
    cursor: Cursor = None


@router.get("/exceptions/{list}")
async def one(
    service: Serving,
    request: ListRequested,
    list: Annotated[str, Path(max_length=60)],
    asked: Annotated[EntriesQuery, Query()],
) -> Response:
    """Return the orders on one list, in keyset pages. Of excluded cases, each unit's share of them
    too."""
    unit, group, ever = asked.unit, asked.group, asked.period is None
    wanted, query = _known(list, group), request.listed(unit, of_all_time=ever)
    words = {**request.words(unit, of_all_time=ever), "group": group}
    bound = (list, words, request.bounds)
    after = cursors.marked(bound, asked.cursor)
    async with service.pool.connection() as conn:
        rows, as_of = await exceptions.entries(
            conn, query, list, PageAfter(after, asked.limit + 1), group
        )
        ratios = await exceptions.exclusion_ratios(conn, query) if list == "excluded" else None
        await request.check_known(conn, unit, counted=bool(rows) or after is not None)
    found = page(request, bound, [_late(row, request) for row in rows], asked.limit)
    body = {
        **request.heading(as_of.position, of_all_time=ever),
        "list": {"id": wanted.id, "name": wanted.name, "chinese": wanted.chinese},
        **found,
        **({} if ratios is None else {"ratios": ratios}),
    }
    return json(body)


def _known(list_: str, group: str | None) -> ExceptionList:
    """Return the list of that name. 404 where there is none, 422 where it has no such group."""
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


def _counted(list_: ExceptionList, tallies: list[Tally], words: dict[str, Any]) -> dict[str, Any]:
    mine = [tally for tally in tallies if tally.list == list_.id]
    counts = {tally.group: tally.count for tally in mine}
    path = f"{BASE}/{list_.id}"
    groups = [
        {
            "id": group,
            "chinese": chinese,
            "count": counts.get(group, 0),
            "href": link(path, {**words, "group": group}),
        }
        for group, chinese in list_.groups.items()
    ]
    return {
        "id": list_.id,
        "name": list_.name,
        "chinese": list_.chinese,
        "count": sum(counts.values()),
        "href": link(path, words),
        "groups": groups,
    }


def _late(row: dict[str, Any], request: BoardRequest) -> dict[str, Any]:
    """Return a row with the days that it is late, begun ones counted."""
    due = row["due"] or row["dispatch_by"]
    late = (request.query.at - due).total_seconds() / _DAY_SECONDS if due else 0
    is_open = row["handled_at"] is None and row["closed_at"] is None
    return {**row, "days_late": ceil(late) if is_open and late > 0 else None}
