"""热点: what is raised where more than before, and the candidates for a theme of the month."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from msgspec.structs import replace
from psycopg import AsyncConnection
from pydantic import BaseModel

from api.http import cursors
from api.http.answers import json
from api.http.as_of.moments import instant
from api.http.door import Serving
from api.http.problems import Problem
from api.http.routes.accountability.page import page
from api.http.routes.accountability.parameters import Cursor, Limit, ListRequested
from api.http.routes.accountability.router import router
from api.http.routes.reading import Word
from api.reports.boards.hotspots import LEVELS, hottest, theme_to_json
from api.reports.boards.request import BoardRequest
from casework.policy.periods import Period
from casework.time import CHINA
from projections.accountability.figures.query import FigureQuery, PageAfter
from projections.accountability.lists import hotspots
from projections.accountability.lists.hotspots import CasesWanted, CategoryLevel, Part, PlaceLevel
from projections.accountability.lists.themes import themes
from projections.accountability.lists.weeks import Weeks, weeks_before

_FEWEST, _MOST = 2, 53

WeekCount = Annotated[int, Query(description="Whole ISO weeks, 2 to 53; the last is measured.")]
At = Annotated[
    str | None,
    Query(max_length=60, description="The weeks end before this instant; now, if left out."),
]


class HotspotsQuery(BaseModel):
    """Which weeks, how far places and categories are told apart, and how many are shown."""

    weeks: WeekCount = 12
    at: At = None
    place: PlaceLevel = "street"
    category: CategoryLevel = "subcategory"
    limit: Annotated[int, Query(ge=1, le=500)] = 50


@router.get("/hotspots")
async def board(
    service: Serving, request: ListRequested, asked: Annotated[HotspotsQuery, Query()]
) -> Response:
    """热点: place by category, the least accidental growth first, and the themes (每月一题)."""
    weeks, place, category = asked.weeks, asked.place, asked.category
    until = _until(asked.at, request)
    span = _weeks(weeks, until)
    async with service.pool.connection() as conn:
        await _check_begun(conn, request, until)
        query = _raised(request, span.borders[0], until, until)
        cells, as_of = await hotspots.cells(conn, query, span, (place, category))
    words = {**_words(request, weeks, until), "place_level": place, "category_level": category}
    candidates = themes(cells, LEVELS[place])
    body = {
        **request.heading(as_of.position, of_all_time=True),
        "weeks": span.names,
        "running": span.running,
        "at": until,
        "cells": len(cells),
        "cases": sum(cell.count for cell in cells),
        "hotspots": hottest(cells, request, words, asked.limit),
        "themes": [theme_to_json(each, request, words) for each in candidates],
    }
    return json(body)


class CasesQuery(BaseModel):
    """Which cases behind a number, of which weeks, and which page of them."""

    weeks: WeekCount = 12
    at: At = None
    place_level: PlaceLevel = "street"
    category_level: CategoryLevel = "subcategory"
    place: Word = None
    category: Word = None
    part: Part = "cases"
    week: Word = None
    limit: Limit = 50
    cursor: Cursor = None

    def wanted(self) -> CasesWanted:
        """Return which cases are listed, whatever the page."""
        levels = (self.place_level, self.category_level)
        return CasesWanted(levels, self.part, self.place, self.category)


_NARROWING = ("place_level", "place", "category_level", "category", "part", "week")


@router.get("/hotspots/appeals")
async def appeals(
    service: Serving, request: ListRequested, asked: Annotated[CasesQuery, Query()]
) -> Response:
    """Return the cases behind a number: of all whole weeks, or of one `week`, as in 2026-W47."""
    until = _until(asked.at, request)
    span = _weeks(asked.weeks, until)
    begins, ends = _borders(span, until, asked.week)
    query = _raised(request, begins, ends, until)
    narrowed = {name: getattr(asked, name) for name in _NARROWING}
    words = {**_words(request, asked.weeks, until), **narrowed, "at": asked.at}
    bound = (words, request.bounds)
    page_after = PageAfter(cursors.marked(bound, asked.cursor), asked.limit + 1)
    async with service.pool.connection() as conn:
        rows, as_of = await hotspots.cases(conn, query, asked.wanted(), page_after)
    found = page(request, bound, rows, asked.limit)
    return json({**request.heading(as_of.position, of_all_time=True), **found})


def _until(at: str | None, request: BoardRequest) -> datetime:
    """Return where the weeks end. 422 for an instant that nothing is known of yet."""
    until = instant("at", at) if at else request.query.at
    if until > request.query.at:
        latest = request.query.at.astimezone(CHINA).isoformat(timespec="seconds")
        why = f"at lies after what is known (时间未到): write {latest} or earlier."
        raise Problem(422, "NotYet", why, {"latest": latest})
    return until


def _weeks(weeks: int, until: datetime) -> Weeks:
    if not _FEWEST <= weeks <= _MOST:
        right = f"weeks (周数) is a whole number from {_FEWEST} to {_MOST}"
        why = "the last week is measured against those before it"
        raise Problem(
            422, "WeeksOutOfRange", f"{right}: {why}.", {"fewest": _FEWEST, "most": _MOST}
        )
    return weeks_before(until, weeks)


async def _check_begun(conn: AsyncConnection, request: BoardRequest, until: datetime) -> None:
    """Raise 422 where no appeal had been raised by then: that is not a city without problems."""
    first = await hotspots.first_raised(conn, request.query.schema)
    if first is None:
        raise Problem(422, "NothingRaisedYet", "No appeal has been raised yet (尚无诉求).")
    if until < first:
        shown = first.astimezone(CHINA).isoformat(timespec="seconds")
        why = f"Nothing had been raised by then (当时尚无诉求): the first appeal is of {shown}."
        raise Problem(422, "NothingRaisedYet", why)


def _raised(
    request: BoardRequest, begins: datetime, ends: datetime, until: datetime
) -> FigureQuery:
    """Return the query of what was raised in these weeks, whatever the policy counts by."""
    policy = replace(request.query.policy, counted_by="raised")
    span = Period("", begins, ends)
    return replace(request.listed(None), at=until, policy=policy, period=span)


def _borders(weeks: Weeks, until: datetime, week: str | None) -> tuple[datetime, datetime]:
    """Return those of all whole weeks, or of the one named. 422 for one that is not among them."""
    if week is None:
        return weeks.borders[0], weeks.borders[-1]
    both = zip(weeks.borders, weeks.borders[1:], strict=False)
    borders = dict(zip(weeks.names, both, strict=True))
    borders[weeks.running] = (weeks.borders[-1], until)
    if week not in borders:
        there = f"{weeks.names[0]} to {weeks.running}"
        raise Problem(
            422,
            "NoSuchWeek",
            f"The week (周) is not among those asked for: {there}.",
            {"first": weeks.names[0], "last": weeks.running},
        )
    return borders[week]


def _words(request: BoardRequest, weeks: int, until: datetime) -> dict[str, Any]:
    return {"weeks": weeks, "at": until.isoformat(), **request.moment_words}
