"""一个单位: show its line in its list, its trend, what is open now, who does the work."""

from typing import Annotated, Any

from fastapi import Path, Response

from api.http.answers import json
from api.http.door import Serving
from api.http.routes.accountability.parameters import Requested
from api.http.routes.accountability.router import router
from api.http.routes.accountability.trend import PERIODS
from api.http.service import Service
from api.reports.boards.absence import absence, name_of
from api.reports.boards.links import Links
from api.reports.boards.presenter import (
    NOTHING_THERE,
    absent_to_json,
    catalogue,
    empty,
    line_to_json,
    rows_to_json,
    summary_to_json,
)
from api.reports.boards.request import BoardRequest
from api.reports.boards.trend import points_to_json
from casework.figures.board import Listing
from projections.accountability.figures.boards import board, over_time
from projections.agenda import DUE
from projections.appeal_history.lights import lights_of
from projections.tracking import TRACKING


@router.get("/units/{unit}")
async def one(
    service: Serving, request: Requested, unit: Annotated[str, Path(max_length=100)]
) -> Response:
    """一个单位: show its line in its list, its trend over twelve periods, its lights, its people.

    A unit that came later than the period has an empty line, and `note` says since when it is.
    """
    directory, own = request.directory, request.rows("person", unit)
    async with service.pool.connection() as conn:
        found = await board(conn, request.query, directory, only=unit)
        trend, _ = await over_time(conn, own, PERIODS)
        people = await board(conn, own, directory)
        await request.check_known(conn, unit, counted=any(line for _, line in trend))
        await request.check_counted(conn, unit, people)
    links, printed = request.links("unit"), request.query.policy.columns
    points = points_to_json(request, links, unit, trend, printed)
    body = {
        **request.heading(found.position),
        "columns": catalogue(),
        **_place(request, links, found.lists, unit),
        "trend": points,
        "lights": await _lights(service, request, unit),
        "people": rows_to_json(people, request.links("person", unit=unit), ranked=False),
    }
    return json(body)


def _place(
    request: BoardRequest, links: Links, lists: tuple[Listing, ...], unit: str
) -> dict[str, Any]:
    """Return its line in its list; without one it had no orders, or was not there."""
    for listing in lists:
        if line := next((row for row in listing.lines if row.key == unit), None):
            summary = summary_to_json(listing, links if request.units is None else None)
            return {"line": line_to_json(line, links.of([unit])), "list": summary, "note": None}
    name = name_of(request.directory, unit) or unit
    absent = absence(request.directory, unit, request.query.period)
    line_of_nothing = (
        absent_to_json(unit, name) if absent else line_to_json(empty(unit, name), None)
    )
    return {"line": line_of_nothing, "list": None, "note": absent or NOTHING_THERE}


async def _lights(service: Service, request: BoardRequest, unit: str) -> dict[str, int]:
    """Return the lights of what it leads or helps with and has not handled, at that instant."""
    tracking = await service.snapshots.schema(TRACKING, request.moment)
    due = await service.snapshots.schema(DUE, request.moment)
    async with service.pool.connection() as conn:
        return await lights_of(conn, tracking, due, unit, request.query.at, request.policies)
