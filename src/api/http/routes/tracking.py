"""Reading appeals: a list of them, one as it stands or stood, within the scope."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Response
from psycopg import AsyncConnection

from api.http import cursors
from api.http.answers import json
from api.http.as_of.moments import EffectiveAt
from api.http.case_card import card
from api.http.chinese.values import glosses
from api.http.door import AppealNo, Calling, Serving
from api.http.listing import ListQuery
from api.http.problems import Problem
from api.http.routes.reading import After, At, row_of, shown, stood, told_as_of
from api.http.service import Service
from api.visibility import masking
from api.visibility.scope import narrowed, rights_to
from casework.appeal.access import Reader, Rights, scope_of
from casework.appeal.commands import allowed_now
from casework.appeal.refusals import OutsideScope
from casework.facts import Recorded
from casework.policy.policies import Policies
from casework.sql import schema_of
from projections.appeal_history.queries import as_it_stood, facts_of, row_at
from projections.engine.reading import wait
from projections.tracking import TRACKING, queries
from projections.tracking.rows import TrackingRow

router = APIRouter(prefix="/v1/tracking", tags=["tracking 跟踪"])


@router.get("")
async def find(service: Serving, caller: Calling, asked: ListQuery) -> Response:
    """Return a list of appeals in keyset pages: `next` is the cursor of the page that follows.

    Sorted by what is due first where no other order is asked for; `light` is by light, then age.
    With `as_of` it is the list as it was known then, in which no claimant is shown.
    """
    reader = service.reader(caller)
    if asked.as_of and scope_of(reader).is_public:
        raise OutsideScope(
            "Read each of your appeals as it stood by its `at`.",
            "请逐件查看您的诉求，并以at指定时间。",
        )
    moment = await service.snapshots.resolve(asked.as_of, None)
    wanted = asked.wanted(caller.user, moment.at, sort=asked.sort, limit=asked.limit + 1)
    live = schema_of(service.city, "tracking") if moment.moment else None
    seen = cursors.begin(narrowed(reader, wanted, live=live), asked.cursor)
    schema = await service.snapshots.schema(TRACKING, moment.moment)
    async with service.pool.connection() as conn:
        reached = asked.after is None or await wait(conn, schema, asked.after)
        rows, as_of = await queries.many(conn, service.city, seen, schema)
        page = rows[: asked.limit]
        items = await _items(conn, service, reader, moment, page)
    more = len(rows) > asked.limit
    following = cursors.after(seen, page[-1]) if more else None
    return json({"items": items, "next": following, "as_of": told_as_of(as_of, reached)})


async def _items(
    conn: AsyncConnection,
    service: Service,
    reader: Reader,
    seen: EffectiveAt,
    rows: list[TrackingRow],
) -> list[dict[str, Any]]:
    """Return the rows as JSON: of each what this reader reads, by what is known of it now."""
    numbers, policies = [row.appeal_no for row in rows], service.policies
    if seen.moment is None:
        keys = await masking.keys_of(conn, service.city, service.vault, numbers)
        read = ((row, rights_to(reader, row)) for row in rows)
        return [shown(row, keys, rights, policies) for row, rights in read if rights]
    live = await queries.several(conn, service.city, numbers)
    told = ((row, rights_to(reader, live.get(row.appeal_no, row))) for row in rows)
    return [stood(row, seen.at, rights, policies) for row, rights in told if rights]


@router.get("/{appeal_no}")
async def one(
    service: Serving, caller: Calling, appeal_no: AppealNo, after: After = None, at: At = None
) -> Response:
    """Return one appeal as it stands: its row, what was raised and answered, the verbs that fit
    now.

    With `at` it is the appeal as it stood then, by the facts known then, without verbs or claimant.
    """
    async with service.pool.connection() as conn:
        row, rights, as_of = await row_of(conn, service, caller, appeal_no, after)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
        facts = await facts_of(conn, service.city, appeal_no)
    if at is not None:
        return json(_as_it_stood(facts, at, rights, service.policies))
    told = shown(row, keys, rights, service.policies)
    appeal = as_it_stood(facts, version=row.version)
    told["allowed"] = allowed_now(appeal, service.context(caller)) if appeal else []
    told["allowed_zh"] = glosses(told["allowed"])
    if appeal is not None:
        told |= card(facts, appeal, keys, rights)
    told["as_of"] = as_of
    return json(told, headers={"ETag": f'"{row.version}"'})


def _as_it_stood(
    facts: list[Recorded], at: datetime, rights: Rights, policies: Policies
) -> dict[str, Any]:
    """Return the row as it was. 422 for an instant before the appeal, or one that has not come."""
    if at > (now := datetime.now(UTC)):
        raise Problem(
            422, "NotYet", f"That has not come yet: it is {now.isoformat()}.", {"latest": now}
        )
    row = row_at(facts, at)
    if row is None:
        began = facts[0].envelope.begins_at.isoformat()
        raise Problem(
            422,
            "NotYetCollected",
            f"There was no such appeal: it began at {began}.",
            {"began": began},
        )
    return {
        **stood(row, at, rights, policies),
        "as_of": {"position": row.position, "at": at, "reached": True},
    }
