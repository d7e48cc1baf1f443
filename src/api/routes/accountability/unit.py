"""一个单位: where it stands, how that came, what is open now, who does the work."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api.accountability import shown
from api.accountability.boards import unit_board
from api.accountability.standing import absence, name_of
from api.answers import json
from api.door import Serving
from api.routes.accountability.asking import AskedFor, Asking
from api.routes.accountability.people import people_of
from api.routes.accountability.trend import PERIODS, points
from api.routes.accountability.units import links_of
from api.service import Service
from casework.figures.board import Line, Listing
from projections.due import DUE
from projections.life.lights import lights_of
from projections.tracking import TRACKING

router = APIRouter()


@router.get("/units/{unit}")
async def one(
    service: Serving, asking: AskedFor, unit: Annotated[str, Path(max_length=100)]
) -> Response:
    """一个单位: its line in its list, its trend over twelve periods, its lights, its people.

    A unit that came later than the period has an empty line, and `note` says since when it is.
    """
    asking.within(unit)
    async with service.pool.connection() as conn:
        board, as_of = await unit_board(
            conn, asking.source, asking.policy, asking.period, asking.directory
        )
        trend, _ = await points(conn, asking, unit, asking.policy.columns, PERIODS)
        people, _ = await people_of(conn, asking, unit)
    body = {
        **asking.told(as_of),
        "columns": shown.catalogue(),
        **_place(asking, board.lists, unit),
        "trend": trend,
        "lights": await _lights(service, asking, unit),
        "people": people,
    }
    return json(body)


def _place(asking: Asking, lists: Sequence[Listing], unit: str) -> dict[str, Any]:
    """Its line in its list; without one it had no orders, or was not there."""
    for each in lists:
        if line := next((row for row in each.lines if row.key == unit), None):
            return _in_list(asking, each, line)
    name, absent = (
        name_of(asking.directory, unit) or unit,
        absence(asking.directory, unit, asking.period),
    )
    empty = shown.no_line(unit, name) if absent else shown.line(shown.empty(unit, name), None)
    return {"line": empty, "list": None, "note": absent or shown.NOTHING_THERE}


def _in_list(asking: Asking, listing: Listing, line: Line) -> dict[str, Any]:
    told = shown.listing(listing, partial(links_of, asking), asking.units)
    del told["lines"]
    return {"line": shown.line(line, links_of(asking, [line.key])), "list": told, "note": None}


async def _lights(service: Service, asking: Asking, unit: str) -> dict[str, int]:
    """The lights of what it leads or helps with and has not handled, at the instant asked for."""
    tracking = await service.snapshots.schema(TRACKING, asking.seen.moment)
    due = await service.snapshots.schema(DUE, asking.seen.moment)
    async with service.pool.connection() as conn:
        return await lights_of(conn, tracking, due, unit, asking.seen.at, asking.policies)
