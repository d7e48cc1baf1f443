"""Commands over HTTP: one route a verb, named as its file in `casework/appeal/commands`."""

from fastapi import APIRouter, Response
from msgspec.structs import replace

from api import intake, query_codes
from api.bodies.intake import CollectBody
from api.command_route import CommandRoute
from api.door import AtTheDoor
from api.routes.verbs import handling, judging, orders, oversight
from api.routes.verbs import intake as taking_in

router = APIRouter(prefix="/v1/appeals", tags=["appeals 诉求"], route_class=CommandRoute)


@router.post("", status_code=201)
async def collect(door: AtTheDoor, body: CollectBody) -> Response:
    """采集: take in an appeal. Idempotency-Key is required; its query code is told once."""
    made = query_codes.taken(door.service)
    command = intake.collecting(body, door.service.directory)
    return await door.collect(replace(command, query_ref=made.ref), made.code)


_CHAPTERS = (taking_in.router, orders.router, handling.router, judging.router, oversight.router)
ROUTES = [
    route
    for chapter in (router, *_CHAPTERS)
    for route in chapter.routes
    if isinstance(route, CommandRoute)
]
"""Every command there is, for the short way and for bulk work."""

for chapter in _CHAPTERS:
    router.include_router(chapter)
