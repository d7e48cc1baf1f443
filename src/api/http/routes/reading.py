"""What every reading of one appeal has in common: its row, in scope, and as of when."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from fastapi import Query
from psycopg import AsyncConnection
from pydantic import Field

from api.http.body import Instant
from api.http.due_things import due_thing, running
from api.http.service import Service
from api.visibility import masking, withholding
from api.visibility.scope import rights_to
from casework.appeal import words as w
from casework.appeal.access import Rights, scope_of
from casework.appeal.refusals import OutsideScope
from casework.errors import UnknownAppeal
from casework.facts import Caller
from casework.policy.policies import Policies
from casework.sql import schema_of
from projections.engine.reading import AsOf, wait
from projections.tracking import queries
from projections.tracking.lights import is_overdue, light_of, was_late
from projections.tracking.rows import TrackingRow
from projections.tracking.waiting import waits_of

After = Annotated[int | None, Query(ge=0, description="Wait up to 2 s for this position.")]
Plain = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]
Word = Annotated[Plain | None, Query()]
At = Annotated[
    Instant | None, Query(description="As it stood then, with its zone; now where left out.")
]
Lat = Annotated[float | None, Query(ge=-90, le=90, description="WGS84 degrees.")]
Lng = Annotated[float | None, Query(ge=-180, le=180, description="WGS84 degrees.")]
AsOfText = Annotated[
    str | None,
    Query(
        max_length=60,
        examples=["2026-10-31T18:00:00+08:00"],
        description="As it was known then: an instant with its zone, or a position in the log.",
    ),
]


async def row_of(
    conn: AsyncConnection,
    service: Service,
    caller: Caller,
    appeal_no: str,
    after: int | None = None,
) -> tuple[TrackingRow, Rights, dict[str, Any]]:
    """Return the row of an appeal, and what of it the caller reads.

    403 where it is not read, and where there is none for whoever does not read all: neither tells
    whether it is there. 404 for those who read every appeal.
    """
    reader = service.reader(caller)
    reached = after is None or await wait(conn, schema_of(service.city, "tracking"), after)
    row, as_of = await queries.one(conn, service.city, appeal_no)
    if row is None and scope_of(reader).is_all:
        raise UnknownAppeal(appeal_no=appeal_no, as_of=told_as_of(as_of, reached))
    rights = rights_to(reader, row) if row else None
    if row is None or rights is None:
        raise OutsideScope()
    return row, rights, told_as_of(as_of, reached)


def shown(
    row: TrackingRow, keys: masking.Keys, rights: Rights, policies: Policies
) -> dict[str, Any]:
    """Return a row as JSON, with what its state is called, what is due first and what waits."""
    told = masking.tracked(row, keys, clear=rights.claimant == "clear")
    return withholding.row(_judged(told, row, datetime.now(UTC), policies), rights)


def stood(row: TrackingRow, at: datetime, rights: Rights, policies: Policies) -> dict[str, Any]:
    """Return a row of the past as JSON, overdue or not at that instant, and nobody named in it.

    What was erased since must not come back by looking at the day before, so the past shows no
    claimant at all: then no answer about it ever changes.
    """
    return withholding.row(_judged(masking.nobody(row), row, at, policies), rights)


def told_as_of(as_of: AsOf, reached: bool = True) -> dict[str, Any]:
    """Return how far the view is that was read."""
    at = as_of.at.astimezone(UTC) if as_of.at else None
    return {"position": as_of.position, "at": at, "reached": reached}


def _judged(
    told: dict[str, Any], row: TrackingRow, at: datetime, policies: Policies
) -> dict[str, Any]:
    for column in _KEPT_INSIDE:
        del told[column]
    told["status_name"] = w.Status(row.status).chinese
    told["overdue"] = is_overdue(row, at)
    told["late"] = was_late(row, at)
    told["light"] = light_of(row, at)
    told["due"] = due_thing(row, at, policies)
    told["running"] = running(row, at)
    told["waits"] = [msgspec.structs.asdict(wait) for wait in waits_of(row.waiting)]
    return told


# What the row is folded and sorted by; it is told as `due`, `running` and `waits`.
_KEPT_INSIDE = ("clocks", "waiting", "sought", "due_clock", "due_at", "remind_at", "due_holder")
