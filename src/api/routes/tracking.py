"""Reading appeals: a list of them, one as it stands, what happened to it, within the scope."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api import cursors, masking, residents
from api.answers import json
from api.door import AppealNo, Calling, Serving
from api.routes.reading import After, Word, row_of, shown, told_as_of
from api.scope import scope_of
from casework.appeal import words as w
from casework.appeal.commands import allowed_verbs
from projections.engine.reading import wait
from projections.life.queries import as_it_stood, facts_of
from projections.timeline.queries import of_appeal
from projections.tracking import queries
from projections.tracking.queries import Flag, Pending, StatusFilter

router = APIRouter(prefix="/v1/tracking", tags=["tracking 跟踪"])


@router.get("")
async def find(
    service: Serving, caller: Calling,
    status: Annotated[list[StatusFilter] | None, Query()] = None,
    unit: Word = None, helping: Word = None, area: Word = None, category: Word = None,
    channel: w.Channel | None = None, pending: Pending | None = None, flag: Flag | None = None,
    overdue: bool | None = None, q: Word = None,
    sort: Literal["deadline", "collected_at", "-collected_at"] = "deadline",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None, after: After = None,
) -> Response:  # fmt: skip
    """A list of appeals in keyset pages: `next` is the cursor of the page that follows.

    `unit` leads (主办), `helping` co-handles (协办); `pending` waits for a decision.
    """
    seen = scope_of(caller, service.reach(caller)).narrow(
        wanted(
            status=status, unit=unit, helping=helping, area=area, category=category,
            channel=channel, pending=pending, flag=flag, overdue=overdue, q=q,
            sort=sort, limit=limit + 1,
        )
    )  # fmt: skip
    seen = cursors.begin(seen, cursor)
    async with service.pool.connection() as conn:
        reached = after is None or await wait(conn, f"{service.city}_tracking", after)
        rows, as_of = await queries.many(conn, service.city, seen)
        page = rows[:limit]
        numbers = [row.appeal_no for row in page]
        keys = await masking.keys_of(conn, service.city, service.vault, numbers)
    more = len(rows) > limit
    following = cursors.after(seen, queries.key_of(page[-1], sort)) if more else None
    items = [shown(row, keys, caller) for row in page]
    return json({"items": items, "next": following, "as_of": told_as_of(as_of, reached)})


@router.get("/{appeal_no}")
async def one(
    service: Serving, caller: Calling, appeal_no: AppealNo, after: After = None
) -> Response:
    """One appeal as it stands, with the verbs that this caller may use now."""
    async with service.pool.connection() as conn:
        row, as_of = await row_of(conn, service, caller, appeal_no, after)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
        facts = await facts_of(conn, service.city, appeal_no)
    told = shown(row, keys, caller)
    appeal = as_it_stood(facts, version=row.version)
    reach = service.reach(caller)
    told["allowed"] = allowed_verbs(appeal.standing, caller, reach) if appeal else []
    told["as_of"] = as_of
    return json(told, headers={"ETag": f'"{row.version}"'})


@router.get("/{appeal_no}/timeline")
async def timeline(
    service: Serving, caller: Calling, appeal_no: AppealNo, after: After = None
) -> Response:
    """What happened to one appeal, in order, one sentence a fact."""
    async with service.pool.connection() as conn:
        row, _ = await row_of(conn, service, caller, appeal_no, after)
        reached = after is None or await wait(conn, f"{service.city}_timeline", after)
        facts, as_of = await of_appeal(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    clear = masking.sees_claimant(caller, row)
    words = masking.reads_words(caller, row, service.reach(caller))
    items: list[dict[str, Any]] = [
        {
            "version": f.version,
            "position": f.position,
            "fact": f.fact,
            "occurred_at": f.occurred_at,
            "recorded_at": f.recorded_at,
            "actor": {"user": f.actor, "role": f.role, "unit": f.unit},
            "source": f.source,
            "sentence": f.sentence,
            "details": masking.told(f, keys, clear=clear, words=words),
        }
        for f in facts
    ]
    if caller.posts == residents.ONLY:
        items = residents.visible(items)
    return json({"items": items, "as_of": told_as_of(as_of, reached)})


def wanted(
    *, status: list[StatusFilter] | None, unit: str | None, helping: str | None, q: str | None,
    **more: Any,
) -> queries.Wanted:  # fmt: skip
    """A list as it is asked for over HTTP; now decides what is overdue."""
    return queries.Wanted(
        now=datetime.now(UTC), status=queries.states(status), units=[unit] if unit else None,
        helping=[helping] if helping else None, q=q or None, **more,
    )  # fmt: skip
