"""Reading appeals: where they are and what happened to them, within the caller's scope."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from psycopg import AsyncConnection

from api import cursors, masking
from api.answers import json
from api.door import Calling, Serving
from api.problems import Problem
from api.routes.appeals import AppealNo
from api.scope import Scope, scope_of
from api.service import Service
from casework.appeal import words as w
from casework.appeal.commands import allowed_verbs
from casework.facts import Caller
from projections.engine.reading import AsOf, wait
from projections.timeline.queries import of_appeal
from projections.tracking import queries
from projections.tracking.rows import TrackingRow

router = APIRouter(prefix="/v1/tracking", tags=["tracking 跟踪"])

After = Annotated[int | None, Query(ge=0, description="Wait up to 2 s for this position.")]
Word = Annotated[str | None, Query(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]
StatusFilter = Literal[
    "open", "collected", "dispatched", "handling", "handled", "fed_back", "called_back", "closed"
]


@router.get("")
async def find(
    service: Serving, caller: Calling,
    status: Annotated[list[StatusFilter] | None, Query()] = None,
    unit: Word = None, area: Word = None, category: Word = None,
    channel: w.Channel | None = None, overdue: bool | None = None, q: Word = None,
    sort: Literal["deadline", "collected_at", "-collected_at"] = "deadline",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None, after: After = None,
) -> Response:  # fmt: skip
    """A list of appeals in keyset pages: `next` is the cursor of the page that follows."""
    wanted = scope_of(caller).narrow(
        queries.Wanted(
            now=datetime.now(UTC), status=_statuses(status), unit=unit, area=area,
            category=category, channel=channel, overdue=overdue, q=q or None, sort=sort,
            limit=limit + 1,
        )
    )  # fmt: skip
    wanted = cursors.begin(wanted, cursor)
    async with service.pool.connection() as conn:
        reached = after is None or await wait(conn, f"{service.city}_tracking", after)
        rows, as_of = await queries.many(conn, service.city, wanted)
        page = rows[:limit]
        keys = await masking.keys_of(
            conn, service.city, service.vault, [row.appeal_no for row in page]
        )
    more = len(rows) > limit
    following = cursors.after(wanted, queries.key_of(page[-1], sort)) if more else None
    items = [_shown(row, keys, caller, wanted.now) for row in page]
    return json({"items": items, "next": following, "as_of": _as_of(as_of, reached)})


@router.get("/{appeal_no}")
async def one(
    service: Serving, caller: Calling, appeal_no: AppealNo, after: After = None
) -> Response:
    """One appeal as it stands, with the verbs that this caller may use now."""
    async with service.pool.connection() as conn:
        row, as_of = await _row(conn, service, caller, appeal_no, after)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    shown = _shown(row, keys, caller, datetime.now(UTC))
    shown["allowed"] = allowed_verbs(w.Status(row.status), row.lead_unit, caller)
    shown["as_of"] = as_of
    return json(shown, headers={"ETag": f'"{row.version}"'})


@router.get("/{appeal_no}/timeline")
async def timeline(
    service: Serving, caller: Calling, appeal_no: AppealNo, after: After = None
) -> Response:
    """What happened to one appeal, in order, one sentence a fact."""
    async with service.pool.connection() as conn:
        row, _ = await _row(conn, service, caller, appeal_no, after)
        reached = after is None or await wait(conn, f"{service.city}_timeline", after)
        facts, as_of = await of_appeal(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    clear = masking.sees_claimant(caller, row.lead_unit)
    items = [
        {
            "version": f.version,
            "position": f.position,
            "fact": f.fact,
            "occurred_at": f.occurred_at,
            "recorded_at": f.recorded_at,
            "actor": {"user": f.actor, "role": f.role, "unit": f.unit},
            "source": f.source,
            "sentence": f.sentence,
            "details": masking.told(f, keys, clear=clear),
        }
        for f in facts
    ]
    return json({"items": items, "as_of": _as_of(as_of, reached)})


async def _row(
    conn: AsyncConnection, service: Service, caller: Caller, appeal_no: str, after: int | None
) -> tuple[TrackingRow, dict[str, Any]]:
    """The row of an appeal in the caller's scope. 404 where there is none, 403 outside of it."""
    scope: Scope = scope_of(caller)
    reached = after is None or await wait(conn, f"{service.city}_tracking", after)
    row, as_of = await queries.one(conn, service.city, appeal_no)
    if row is None:
        shown = _as_of(as_of, reached)
        raise Problem(404, "UnknownAppeal", f"There is no appeal {appeal_no}.", as_of=shown)
    scope.check(row)
    return row, _as_of(as_of, reached)


def _shown(row: TrackingRow, keys: masking.Keys, caller: Caller, now: datetime) -> dict[str, Any]:
    shown = masking.tracked(row, keys, clear=masking.sees_claimant(caller, row.lead_unit))
    shown["status_name"] = w.Status(row.status).chinese
    shown["overdue"] = row.deadline is not None and row.deadline < (row.stopped_at or now)
    return shown


def _statuses(given: list[StatusFilter] | None) -> list[str] | None:
    if not given:
        return None
    opened = sorted(w.OPEN) if "open" in given else []
    return sorted({*opened, *(s for s in given if s != "open")})


def _as_of(as_of: AsOf, reached: bool) -> dict[str, Any]:
    at = as_of.at.isoformat() if as_of.at else None
    return {"position": as_of.position, "at": at, "reached": reached}
