"""查找个人诉求: a data officer finds the appeals of one person; an auditor reads who searched."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.http.answers import json
from api.http.body import Body, Text
from api.http.door import AtTheDoor, Calling, Door, Serving
from api.http.problems import Problem
from api.visibility import masking
from casework import same
from casework.appeal.access import scope_of
from casework.appeal.words import Status
from casework.facts import Recorded
from casework.searching import refusals as no
from casework.searching.events import PersonSearched
from casework.searching.search import SearchPerson
from casework.sql import schema_of
from projections.engine.reading import caught_up
from projections.people.queries import by_callers, searches
from projections.tracking import access
from projections.tracking.rows import TrackingRow

router = APIRouter(prefix="/v1/people", tags=["people 个人"])

LEAST_DIGITS = 7
A_PAGE = 50


class SearchBody(Body):
    """查找: a number in any spelling; a name narrows what the number found. Never logged."""

    phone: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    purpose: Text


@router.post("/search")
async def search(door: AtTheDoor, body: SearchBody) -> Response:
    """查找个人诉求: find numbers, states and dates of a person's appeals, for a purpose on record.

    The search is recorded before anything is told. With `dry_run` nothing is looked for.
    """
    if "data_officer" not in door.caller.posts:
        raise no.SearchesAreTheOfficers()
    if len(same.phone(body.phone)) < LEAST_DIGITS:
        raise no.NoNumberToSearch(least=LEAST_DIGITS)
    if door.dry:
        rehearsal = await door.service.rehearse(_command(door, body, 0), door.caller)
        return json({"dry_run": True, "would": [fact.TOPIC for fact in rehearsal.facts]})
    found = await _found(door, body)
    answer = await door.service.send(_command(door, body, len(found)), door.caller)
    return json({"items": [_to_json(row) for row in found], "position": answer.position})


@router.get("/searches")
async def recorded(
    service: Serving,
    caller: Calling,
    cursor: Annotated[int | None, Query(ge=1, description="`next` of the page before.")] = None,
) -> Response:
    """查找记录: list who looked for a person, when, what for, with what; for an auditor."""
    if "auditor" not in caller.posts:
        raise no.SearchesAreTheOfficers()
    async with service.pool.connection() as conn:
        found = await searches(conn, service.city, cursor, A_PAGE + 1)
    page = found[:A_PAGE]
    following = page[-1].position if len(found) > A_PAGE else None
    return json({"items": [_act(each) for each in page], "next": following})


async def _found(door: Door, body: SearchBody) -> list[TrackingRow]:
    """Return the appeals of this person, but for those in which the officer's own unit is
    accused."""
    service, never = door.service, scope_of(door.service.reader(door.caller)).never
    async with service.pool.connection() as conn:
        if not await caught_up(conn, service.city, schema_of(service.city, "tracking")):
            raise Problem(503, "ViewBehind", "The list of appeals is behind; try again shortly.")
        rows = await by_callers(conn, service.city, service.vault.claimant_refs(body.phone))
        numbers = [row.appeal_no for row in rows]
        keys = await masking.keys_of(conn, service.city, service.vault, numbers)
    wanted = same.solid(body.name) if body.name else None
    return [
        row
        for row in rows
        if all(c.holds(access.matter_of(row, datetime.now(UTC))) for c in never)
        and wanted in (None, same.solid(_name(row, keys)))
    ]


def _name(row: TrackingRow, keys: masking.Keys) -> str:
    return masking.tracked(row, keys, clear=True)["claimant_name"] or ""


def _command(door: Door, body: SearchBody, found: int) -> SearchPerson:
    vault = door.service.vault
    return SearchPerson(
        purpose=body.purpose,
        phone_ref=vault.search_ref("phone/" + same.phone(body.phone)),
        name_ref=vault.search_ref("name/" + same.solid(body.name)) if body.name else None,
        found=found,
    )


def _to_json(row: TrackingRow) -> dict[str, Any]:
    return {
        "appeal_no": row.appeal_no,
        "status": row.status,
        "status_name": Status(row.status).chinese,
        "collected_at": row.collected_at,
        "closed_at": row.closed_at,
    }


def _act(each: Recorded) -> dict[str, Any]:
    fact, envelope = each.fact, each.envelope
    assert isinstance(fact, PersonSearched), "a stream of searches holds nothing else"
    return {
        "user": envelope.actor.user,
        "at": envelope.recorded_at,
        "purpose": fact.purpose,
        "found": fact.found,
        "phone_ref": fact.phone_ref,
        "name_ref": fact.name_ref,
        "position": each.position,
    }
