"""Repeats: at intake, what of late may be about the same matter."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Response
from msgspec.structs import replace
from psycopg import AsyncConnection
from pydantic import BaseModel, Field

from api.http.answers import json
from api.http.door import Calling, Serving
from api.http.routes.reading import Lat, Lng, Word
from api.visibility.scope import rights_to
from api.visibility.withholding import WITHHELD
from casework.appeal.access import Reader, Rights, Scope, scope_of
from casework.appeal.commands import CollectAppeal
from casework.appeal.refusals import OutsideScope
from casework.appeal.words import Status
from projections.similar.queries import Candidate, Similar, Sought, candidates, ranked
from projections.tracking import queries

router = APIRouter(prefix="/v1/appeals", tags=["appeals 诉求"])

TAKING_IN = CollectAppeal.POSTS - {"resident"}


class SimilarQuery(BaseModel):
    """What is known of the new appeal, and how far back is looked for what is alike."""

    phone: Annotated[
        str | None, Field(pattern=r"^[^\x00-\x1f]{3,40}$", description="Never logged.")
    ] = None
    area: Word = None
    category: Word = None
    title: Word = None
    lat: Lat = None
    lng: Lng = None
    within_days: Annotated[int, Field(ge=1, le=366)] = 30

    def sought(self, callers: Sequence[bytes]) -> Sought:
        """Return what is looked for, of these callers."""
        return Sought(
            since=datetime.now(UTC) - timedelta(days=self.within_days),
            callers=callers,
            area=self.area,
            category=self.category,
            title=self.title or "",
            lat=self.lat,
            lng=self.lng,
        )


@router.get("/similar")
async def similar(
    service: Serving, caller: Calling, known: Annotated[SimilarQuery, Query()]
) -> Response:
    """相似诉求: find the same caller, the same place, alike words; a suggestion, never a merge.

    A number is looked for in all years, what is alike in `within_days`; a street is the same place
    as its grids.

    Of those that the caller reads, by what is read of each. Only who takes in appeals asks by a
    number: to others it would tell whose an appeal is.
    """
    reader = service.reader(caller)
    scope = scope_of(reader)
    if not scope.clauses or scope.is_public or not scope.lists:
        raise OutsideScope(
            "Your posts see no lists of appeals (不可查看列表).", "您的岗位不可查看诉求列表。"
        )
    if known.phone and not TAKING_IN & caller.posts:
        raise OutsideScope(
            "Only who takes in appeals asks by a number (不可按号码查询).",
            "只有受理诉求的岗位可以按号码查询。",
        )
    sought = known.sought(service.vault.claimant_refs(known.phone))
    async with service.pool.connection() as conn:
        found = await candidates(conn, service.city, sought)
        if not _is_all_in_full(scope):
            found = await _read_by(conn, service.city, reader, found)
    return json({"items": [_to_json(each) for each in ranked(sought, found)]})


def _is_all_in_full(scope: Scope) -> bool:
    """Return whether every appeal is read with its words and, masked at least, its claimant."""
    return scope.is_all and any(
        not c.conditions and c.words and "absent" not in (c.open, c.confidential)
        for c in scope.clauses
    )


async def _read_by(
    conn: AsyncConnection, city: str, reader: Reader, found: list[Candidate]
) -> list[Candidate]:
    """Return the candidates that this reader reads, each as far as it does."""
    rows = await queries.several(conn, city, [each.appeal_no for each in found])
    return [
        _read(each, rights)
        for each in found
        if (row := rows.get(each.appeal_no)) and (rights := rights_to(reader, row))
    ]


def _read(each: Candidate, rights: Rights) -> Candidate:
    """Return what is read of a candidate, before it is compared: likeness would tell the rest."""
    if rights.claimant == "absent":
        each = replace(each, same_caller=False, lat=None, lng=None)
    return each if rights.words else replace(each, title="")


def _to_json(similar: Similar) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(similar.appeal)
    del shown["same_caller"]
    shown["title"] = shown["title"] or WITHHELD
    status = Status(similar.appeal.status).chinese
    return {**shown, "status_name": status, "score": similar.score, "shares": similar.shares}
