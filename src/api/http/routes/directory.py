"""名录: reading the directory, changing it, and finding the area of a place."""

from datetime import UTC, datetime
from typing import Annotated, Any, NamedTuple

import msgspec
from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from api.http import dissolving
from api.http.answers import json
from api.http.door import AtTheDoor, Calling, Serving
from api.http.routes.directory_bodies import DissolveBody, EntriesBody
from api.http.routes.reading import At, Lat, Lng, Plain, Word
from api.http.service import Service
from casework.directory.changes import changes
from casework.directory.commands import DissolveUnit, RegisterEntries
from casework.directory.directory import Directory
from casework.directory.places import resolve
from casework.requests import Answer
from casework.same import folded
from projections.directory.queries import entries

router = APIRouter(prefix="/v1", tags=["directory 名录"])

Under = Annotated[Plain | None, Query(description="Only what lies below this code.")]
Code = Annotated[str, Path(max_length=60)]


@router.get("/units")
async def units(service: Serving, caller: Calling, under: Under = None, at: At = None) -> Response:
    """承办单位: list the units, and whether each may lead an order."""
    return await _entries(service, "unit", under, at)


@router.get("/areas")
async def areas(
    service: Serving,
    caller: Calling,
    under: Under = None,
    at: At = None,
    level: Word = None,
    q: Word = None,
) -> Response:
    """网格: list the areas from the city down to the micro-grid; of a level, or with `q` in the
    name."""
    return await _entries(service, "area", under, at, _Narrowed(level, q))


@router.get("/categories")
async def categories(
    service: Serving, caller: Calling, under: Under = None, at: At = None
) -> Response:
    """诉求类别: show the category tree."""
    return await _entries(service, "category", under, at)


@router.get("/bodies")
async def bodies(service: Serving, caller: Calling, under: Under = None, at: At = None) -> Response:
    """党组织: list the five levels of the Party grid."""
    return await _entries(service, "body", under, at)


@router.get("/people")
async def people(service: Serving, caller: Calling, under: Under = None, at: At = None) -> Response:
    """人员: list the grid staff and the posts they hold."""
    return await _entries(service, "person", under, at)


class PlaceQuery(BaseModel):
    """What is said of a place: its code, a point or words; and when it is asked for."""

    code: Annotated[str | None, Field(max_length=60)] = None
    lat: Lat = None
    lng: Lng = None
    words: Annotated[
        str | None, Field(max_length=500, description="Community, street, building.")
    ] = None
    at: At = None


@router.get("/places/resolve")
async def resolve_place(
    service: Serving, caller: Calling, asked: Annotated[PlaceQuery, Query()]
) -> Response:
    """落格: find the area that a code, a point or words mean, and how sure that is."""
    await service.refresh()
    at = asked.at or datetime.now(UTC)
    found = resolve(
        service.directory, code=asked.code, lat=asked.lat, lng=asked.lng, words=asked.words, at=at
    )
    return json(found)


@router.post("/directory/entries")
async def register(
    service: Serving, caller: Calling, body: EntriesBody, dry_run: bool = False
) -> Response:
    """登记: register entries, all or none; with `dry_run`, only tell what would change."""
    found = body.entries()
    command = RegisterEntries(entries=tuple(found), origins=tuple(body.origins()))
    if dry_run:
        await service.rehearse(command, caller)
        would = changes(service.directory, found, datetime.now(UTC))
        return json({"changes": would, "stored": False})
    return _done(await service.change(command, caller))


@router.post("/directory/units/{code}/dissolve")
async def dissolve(door: AtTheDoor, code: Code, body: DissolveBody) -> Response:
    """撤并: dissolve a unit; all that it has in hand goes to its successor, in one step.

    409 with the numbers where an order cannot go there; nothing is done then.
    """
    return json(await dissolving.dissolve(door, DissolveUnit(unit=code, **body.model_dump())))


def _done(answer: Answer) -> Response:
    return json({"status": answer.status, "position": answer.position})


class _Narrowed(NamedTuple):
    """What narrows a list of entries: a level, letters of the name or of the code."""

    level: str | None = None
    q: str | None = None

    def holds(self, entry: dict[str, Any]) -> bool:
        """Return whether an entry stays in the list."""
        words = folded(f"{entry['code']} {entry['name']}")
        level = self.level in (None, entry.get("level"))
        return level and (self.q is None or folded(self.q) in words)


_ALL = _Narrowed()


async def _entries(
    service: Service, kind: str, under: str | None, at: At, narrowed: _Narrowed = _ALL
) -> Response:
    if at is not None:
        return await _entries_at(service, kind, under, at, narrowed)
    async with service.pool.connection() as conn:
        rows, as_of = await entries(conn, service.city, kind, under)
    items: list[dict[str, Any]] = [
        {"code": r.code, "name": r.name, "parent": r.parent, **msgspec.json.decode(r.attributes)}
        for r in rows
    ]
    return json({"items": [i for i in items if narrowed.holds(i)], "as_of": as_of})


async def _entries_at(
    service: Service, kind: str, under: str | None, at: datetime, narrowed: _Narrowed
) -> Response:
    """Return them as they stood: the view knows the newest only, the directory in memory every
    period."""
    await service.refresh()
    directory = service.directory
    items = [
        {"code": code, **msgspec.structs.asdict(period.fact)}
        for code, period in sorted(directory.in_force(kind, at).items())
        if under is None or under in _above(directory, kind, code, at)
    ]
    items = [item for item in items if narrowed.holds(item)]
    for item in items:
        item.pop("shape", None)
    return json({"items": items, "as_of": {"position": directory.position, "at": at}})


def _above(directory: Directory, kind: str, code: str, at: datetime) -> list[str]:
    """Return the codes above an entry at that instant, from the nearest."""
    above: list[str] = []
    entry = directory.roll(kind).at(code, at)
    while entry and entry.parent and entry.parent not in above:
        above.append(entry.parent)
        entry = directory.roll(kind).at(entry.parent, at)
    return above
