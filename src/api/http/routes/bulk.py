"""Bulk: one verb on a list of appeals or on what a filter finds, and its undoing."""

from typing import Annotated, Any
from uuid import UUID, uuid4

import msgspec
from fastapi import APIRouter, Path, Response
from pydantic import Field

from api.http import bulk
from api.http.answers import json
from api.http.body import Body
from api.http.commands import TABLE
from api.http.door import AtTheDoor, Door, key_missing
from api.http.listing import Filter
from api.http.problems import Problem
from api.http.routes.reading import Plain
from api.http.service import Service
from api.visibility.scope import narrowed, rights_to
from casework.appeal.access import scope_of
from casework.facts import Caller
from casework.requests import command_id
from casework.sql import schema_of
from projections.engine.reading import caught_up
from projections.timeline.queries import of_cause
from projections.timeline.rows import TimelineRow
from projections.tracking import queries

_encode = msgspec.json.Encoder().encode

router = APIRouter(prefix="/v1/bulk", tags=["bulk 批量"])


class BulkBody(Body):
    """批量: the appeals by number, or a filter, or the name of a saved one; and what is asked.

    `versions` names, for any of them, the version that was seen; one that moved on is refused.
    """

    appeals: Annotated[list[Plain], Field(max_length=bulk.MOST)] | None = None
    filter: Filter | None = None
    saved_filter: str | None = None
    body: dict[str, Any] = {}  # noqa: RUF012  read only
    versions: Annotated[dict[Plain, Annotated[int, Field(ge=1)]], Field(max_length=bulk.MOST)] = {}  # noqa: RUF012


@router.post("/{verb}")
async def do(door: AtTheDoor, verb: str, asked: BulkBody) -> Response:
    """批量办理: do the verb on each, decided alone; `id` is the cause that its facts carry."""
    if verb not in TABLE:
        raise Problem(
            404,
            "NoSuchVerb",
            f"There is no verb {verb}; there are {', '.join(TABLE)}.",
            {"verb": verb, "there": ", ".join(TABLE)},
        )
    given = TABLE[verb].body.read(_encode(asked.body), "body", "body")
    number = _bulk_of(door)
    numbers = await _numbers(door, asked, number)
    commands = [TABLE[verb].command(appeal_no=no, **given) for no in numbers]
    items = await bulk.do_all(door, number, commands, asked.versions)
    return _to_json(door, number, verb, items)


@router.post("/{bulk_id}/undo")
async def undo(door: AtTheDoor, bulk_id: Annotated[UUID, Path()]) -> Response:
    """批量撤销: do the opposite of each fact of a bulk, if there is one and nothing came since."""
    facts = await _read_by(door, await _facts_of(door.service, bulk_id))
    if not facts:
        raise Problem(
            404, "UnknownBulk", f"No facts carry the cause {bulk_id}.", {"bulk_id": str(bulk_id)}
        )
    mains = [fact for fact in facts if fact.fact != "child.attached"]
    items = await bulk.undo_all(door, bulk_id, mains)
    return _to_json(door, bulk_id, "undo", items)


async def _facts_of(service: Service, bulk_id: UUID) -> list[TimelineRow]:
    """Return the facts of a bulk; what was written just now is waited for."""
    async with service.pool.connection() as conn:
        if not await caught_up(conn, service.city, schema_of(service.city, "timeline")):
            raise Problem(503, "ViewBehind", "The timeline is behind the log; ask again shortly.")
        return await of_cause(conn, service.city, bulk.cause_of(bulk_id))


async def _read_by(door: Door, facts: list[TimelineRow]) -> list[TimelineRow]:
    """Return those of the appeals that the caller reads: a bulk names no others to nobody."""
    service, reader = door.service, door.service.reader(door.caller)
    if scope_of(reader).is_all:
        return facts
    async with service.pool.connection() as conn:
        await caught_up(conn, service.city, schema_of(service.city, "tracking"))
        rows = await queries.several(conn, service.city, [fact.appeal_no for fact in facts])
    return [f for f in facts if (row := rows.get(f.appeal_no)) and rights_to(reader, row)]


def _bulk_of(door: Door) -> UUID:
    """Return its id: the same for the same key, so that a bulk sent twice is done once."""
    if door.dry:
        return uuid4()
    if door.key is None:
        raise key_missing("bulk", "it is done once")
    return command_id("bulk", door.caller.user, door.key)


async def _numbers(door: Door, asked: BulkBody, number: UUID) -> list[str]:
    """Return the appeals that are meant; of a bulk sent again those that it was done on."""
    given = [x for x in (asked.appeals, asked.filter, asked.saved_filter) if x is not None]
    if len(given) != 1:
        raise Problem(
            400,
            "Malformed",
            "Give one of appeals, filter and saved_filter.",
            {"problem": "appeals、filter、saved_filter须填且只填一项"},
        )
    if asked.appeals is not None:
        return list(dict.fromkeys(asked.appeals))
    service, caller = door.service, door.caller
    if not door.dry and (facts := await _facts_of(service, number)):
        return list(dict.fromkeys(fact.appeal_no for fact in facts))
    wanted = asked.filter or await _saved(service, caller, asked.saved_filter or "")
    return await _found(service, caller, wanted)


async def _saved(service: Service, caller: Caller, name: str) -> Filter:
    await service.refresh()
    saved = service.directory.saved_filter(caller.user, name)
    if saved is None:
        raise Problem(
            404, "UnknownFilter", f"You have saved no filter named {name}.", {"name": name}
        )
    return Filter.model_validate_json(saved)


async def _found(service: Service, caller: Caller, filter_: Filter) -> list[str]:
    """Return all that the filter finds within the caller's scope, at most so many as a bulk
    takes."""
    asked = filter_.wanted(caller.user, sort="collected_at", limit=bulk.MOST + 1)
    wanted = narrowed(service.reader(caller), asked)
    async with service.pool.connection() as conn:
        rows, _ = await queries.many(conn, service.city, wanted)
    if len(rows) > bulk.MOST:
        raise Problem(
            400, "TooMany", f"The filter finds more than {bulk.MOST} appeals.", {"most": bulk.MOST}
        )
    return [row.appeal_no for row in rows]


def _to_json(door: Door, number: UUID, verb: str, items: list[bulk.BulkItem]) -> Response:
    done = sum(item.done for item in items)
    told = {"id": str(number), "verb": verb, "done": done, "not_done": len(items) - done}
    return json({**told, "dry_run": door.dry, "items": items})
