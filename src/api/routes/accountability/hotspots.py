"""热点: what is raised where more than before, and the candidates for a theme of the month."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from msgspec.structs import replace
from psycopg import AsyncConnection

from api import cursors
from api.answers import json
from api.as_of.moments import instant
from api.door import Serving
from api.problems import Problem
from api.routes.accountability import hotspots_told as told
from api.routes.accountability import looking
from api.routes.accountability.asking import AskedFor, Asking
from api.routes.reading import Word
from casework.time import CHINA
from projections.accountability.reading import hotspots
from projections.accountability.reading.hotspots import CategoryLevel, Part, PlaceLevel
from projections.accountability.reading.themes import themes
from projections.accountability.reading.weeks import Weeks, weeks_before
from projections.accountability.reading.within import Within

router = APIRouter()
_FEWEST, _MOST = 2, 53

WeekCount = Annotated[int, Query(description="Whole ISO weeks, 2 to 53; the last is measured.")]
At = Annotated[
    str | None,
    Query(max_length=60, description="The weeks end before this instant; now, if left out."),
]


@router.get("/hotspots")
async def board(
    service: Serving, asking: AskedFor, weeks: WeekCount = 12, at: At = None,
    place: PlaceLevel = "street", category: CategoryLevel = "subcategory",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> Response:  # fmt: skip
    """热点: place by category, the least accidental growth first, and the themes (每月一题)."""
    until = _until(at, asking)
    span = _weeks(weeks, until)
    async with service.pool.connection() as conn:
        await _check_begun(conn, asking, until)
        among = _within(asking, span, until)
        cells, as_of = await hotspots.cells(conn, among, span, (place, category))
    given = {**_words(asking, weeks, until), "place_level": place, "category_level": category}
    candidates = themes(cells, told.LEVELS[place])
    body = {
        **looking.told(asking, as_of, of_period=False),
        "weeks": span.names, "running": span.running, "at": until,
        "cells": len(cells), "cases": sum(cell.count for cell in cells),
        "hotspots": told.hottest(cells, asking, given, limit),
        "themes": [told.theme(each, asking, given) for each in candidates],
    }  # fmt: skip
    return json(body)


@router.get("/hotspots/appeals")
async def appeals(
    service: Serving, asking: AskedFor, weeks: WeekCount = 12, at: At = None,
    place_level: PlaceLevel = "street", category_level: CategoryLevel = "subcategory",
    place: Word = None, category: Word = None, part: Part = "cases", week: Word = None,
    limit: looking.Limit = 50, cursor: looking.Cursor = None,
) -> Response:  # fmt: skip
    """The cases behind a number: of all whole weeks, or of one `week`, as in 2026-W47."""
    until = _until(at, asking)
    span = _weeks(weeks, until)
    among = _of_week(_within(asking, span, until), span, week)
    given = {
        **_words(asking, weeks, until), "place_level": place_level, "place": place,
        "category_level": category_level, "category": category, "part": part, "week": week,
    }  # fmt: skip
    bound = ({**given, "at": at}, asking.bounds)
    after = cursors.marked(bound, cursor)
    async with service.pool.connection() as conn:
        rows, as_of = await hotspots.cases(
            conn, among, (place_level, category_level), part,
            place=place, category=category, after=after, limit=limit + 1,
        )  # fmt: skip
    page = looking.a_page(asking, bound, rows, limit)
    return json({**looking.told(asking, as_of, of_period=False), **page})


def _until(at: str | None, asking: Asking) -> datetime:
    """Where the weeks end. 422 for an instant that nothing is known of yet."""
    until = instant("at", at) if at else asking.source.at
    if until > asking.source.at:
        latest = asking.source.at.astimezone(CHINA).isoformat(timespec="seconds")
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


async def _check_begun(conn: AsyncConnection, asking: Asking, until: datetime) -> None:
    """422 where no appeal had been raised by then: that is not a city without problems."""
    first = await hotspots.first_raised(conn, asking.source.schema)
    if first is None:
        raise Problem(422, "NothingRaisedYet", "No appeal has been raised yet (尚无诉求).")
    if until < first:
        shown = first.astimezone(CHINA).isoformat(timespec="seconds")
        why = f"Nothing had been raised by then (当时尚无诉求): the first appeal is of {shown}."
        raise Problem(422, "NothingRaisedYet", why)


def _within(asking: Asking, weeks: Weeks, until: datetime) -> Within:
    """The rows of these weeks and the running one, whatever the policy: they go by raising."""
    units = asking.within(None)
    return Within(
        schema=asking.source.schema, at=until, begins=weeks.borders[0], ends=until, units=units,
        hidden=asking.hidden,
    )  # fmt: skip


def _of_week(among: Within, weeks: Weeks, week: str | None) -> Within:
    """Those of all whole weeks, or of the one named. 422 for one that is not among them."""
    if week is None:
        return replace(among, ends=weeks.borders[-1])
    borders = dict(
        zip(weeks.names, zip(weeks.borders, weeks.borders[1:], strict=False), strict=True)
    )
    borders[weeks.running] = (weeks.borders[-1], among.at)
    if week not in borders:
        there = f"{weeks.names[0]} to {weeks.running}"
        raise Problem(
            422,
            "NoSuchWeek",
            f"The week (周) is not among those asked for: {there}.",
            {"first": weeks.names[0], "last": weeks.running},
        )
    begins, ends = borders[week]
    return replace(among, begins=begins, ends=ends)


def _words(asking: Asking, weeks: int, until: datetime) -> dict[str, Any]:
    return {"weeks": weeks, "at": until.isoformat(), **asking.moment_words}
