"""整体移交: the open orders of a unit go to its successor, by one mass command."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Path, Response

from api.http import bulk
from api.http.answers import json
from api.http.body import Body, Text
from api.http.door import AtTheDoor
from api.http.problems import Problem
from api.http.service import Service
from casework.appeal import commands as c
from casework.appeal.refusals import PostRequired
from casework.requests import command_id
from projections.tracking import queries
from projections.tracking.wanted import Wanted, states

router = APIRouter(prefix="/v1/units", tags=["directory 名录"])


UnitCode = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.-]{1,60}$")]


class HandOverBody(Body):
    """整体移交. Without `to_unit` the orders go to the unit that the directory names."""

    to_unit: str | None = None
    reason: Text


@router.post("/{code}/hand-over")
async def hand_over(door: AtTheDoor, code: UnitCode, body: HandOverBody) -> Response:
    """整体移交: hand over every open order that it leads or helps with; one fact and one result
    each."""
    service = door.service
    if not c.HandOver.POSTS & door.caller.posts:
        posts = ", ".join(sorted(c.HandOver.POSTS))
        raise PostRequired(verb=c.HandOver.VERB, posts=posts)
    await service.refresh()
    unit = service.directory.unit(code)
    successor = body.to_unit or (unit.successor if unit else None)
    if successor is None:
        raise Problem(422, "NoSuccessor", f"{code} has no successor; give to_unit.", {"code": code})
    number = command_id("bulk", door.caller.user, door.key) if door.key else uuid4()
    commands = [
        c.HandOver(appeal_no=no, from_unit=code, to_unit=successor, reason=body.reason)
        for no in await _open_orders(service, code)
    ]
    items = await bulk.do_all(door, number, commands)
    done = sum(item.done for item in items)
    told: dict[str, Any] = {"id": str(number), "to_unit": successor, "done": done}
    return json({**told, "not_done": len(items) - done, "dry_run": door.dry, "items": items})


async def _open_orders(service: Service, code: str) -> list[str]:
    """Return the open appeals that the unit leads, then those that it helps with."""
    found: dict[str, None] = {}
    async with service.pool.connection() as conn:
        for unit, helping in ((code, None), (None, code)):
            asked = Wanted(
                now=datetime.now(UTC),
                status=states(["open"]),
                unit=unit,
                helping=helping,
                sort="collected_at",
                limit=bulk.MOST,
            )
            rows, _ = await queries.many(conn, service.city, asked)
            found |= dict.fromkeys(row.appeal_no for row in rows)
    return list(found)
