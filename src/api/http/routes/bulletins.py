"""通报: publishing a period's figures, and reading what was published, as it was published."""

from asyncio import to_thread
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.http.answers import json
from api.http.door import Calling, Serving
from api.http.problems import Problem
from api.http.routes.accountability.parameters import hidden_from
from api.http.service import Service
from api.reports.boards.refusals import NoSuchFigure
from api.reports.bulletins.forms import MEDIA, bulletin_of, written
from api.reports.bulletins.publishing import prepared, version_of
from api.visibility.scope import ALL, figures_of
from casework.appeal.refusals import OutsideScope
from casework.bulletin.bulletins import stream_of
from casework.bulletin.events import Behind, BulletinPublished
from casework.directory.words import POSTS_OF_UNITS
from casework.facts import Caller, Recorded

router = APIRouter(prefix="/v1/bulletins", tags=["bulletins 通报"])

Policy = Annotated[str, Path(max_length=60)]
Label = Annotated[str, Path(max_length=40)]
Version = Annotated[int | None, Query(ge=1, description="The newest where it is left out.")]
Part = Literal["whole", "part", "rest"]


class PublishBody(BaseModel):
    """Which period is published, under which policy, and why again."""

    model_config = ConfigDict(extra="forbid")

    period: str = Field(max_length=40, examples=["2026-10"])
    policy: str = Field("dengta", max_length=60)
    reason: str | None = Field(None, max_length=500)


@router.post("", status_code=201)
async def publish(
    service: Serving, caller: Calling, body: PublishBody, dry_run: bool = False
) -> Response:
    """发布通报: publish the figures of a period, frozen with the orders behind each of them.

    A later one is a new version: it names each difference and its cause.
    """
    await service.refresh()
    async with service.pool.connection() as conn:
        command = await prepared(
            conn, service.casework, period=body.period, policy=body.policy, reason=body.reason
        )
    if dry_run:
        await service.rehearse(command, caller)
        return json({"dry_run": True, **_to_json(command.bulletin)})
    answer = await service.change(command, caller)
    board = command.bulletin.board
    place = f"/v1/bulletins/{board.policy.partition('@')[0]}/{board.period}"
    done = {"version": answer.version, "position": answer.position, **_to_json(command.bulletin)}
    return json(done, 201, headers={"Location": place})


@router.get("")
async def published(service: Serving, caller: Calling) -> Response:
    """Return what was published, the newest first; every version of it."""
    _check(caller)
    await service.refresh()
    return json({"items": list(reversed(service.bulletins.published))})


@router.get("/{policy}/{period}")
async def one(
    service: Serving, caller: Calling, policy: Policy, period: Label, version: Version = None
) -> Response:
    """Return one bulletin as it was published."""
    found, fact = await _found(service, caller, policy, period, version)
    return json({"version": found.version, **_signed(found), **_to_json(fact)})


@router.get("/{policy}/{period}/document")
async def document(
    service: Serving,
    caller: Calling,
    policy: Policy,
    period: Label,
    version: Version = None,
    form: Annotated[Literal["pdf", "docx", "xlsx", "html"], Query(alias="format")] = "pdf",
) -> Response:
    """Return the bulletin to print, to edit, to reckon with, or as a page."""
    found, _ = await _found(service, caller, policy, period, version)
    name = f"bulletin-{policy}-{period}-v{found.version}.{form}"
    shown = "inline" if form in ("pdf", "html") else "attachment"
    headers = {"Content-Disposition": f'{shown}; filename="{name}"'}
    await service.refresh()
    bulletin = bulletin_of(found, service.bulletins, service.directory)
    made = await to_thread(written, form, bulletin)
    return Response(made, headers=headers, media_type=MEDIA[form])


class BehindQuery(BaseModel):
    """Which figure of which unit, which orders of it, in which version."""

    unit: Annotated[str, Field(max_length=60)]
    figure: Annotated[str, Field(max_length=60)]
    part: Part = "whole"
    version: Version = None


@router.get("/{policy}/{period}/behind")
async def behind(
    service: Serving,
    caller: Calling,
    policy: Policy,
    period: Label,
    asked: Annotated[BehindQuery, Query()],
) -> Response:
    """Return the appeals behind one published figure, as they were counted then."""
    unit, figure, part = asked.unit, asked.figure, asked.part
    _, fact = await _found(service, caller, policy, period, asked.version)
    units = figures_of(caller, service.reach(caller))
    if units is not None and unit not in units:
        raise OutsideScope(
            f"You read the orders of your own units, not of {unit}.",
            f"您可查看本单位的工单，不可查看{unit}的工单。",
        )
    if figure not in fact.figures:
        raise NoSuchFigure(there=", ".join(fact.figures))
    bit = fact.figures.index(figure)
    hidden = await hidden_from(service, caller)
    behind = (o for o in fact.behind if o.unit == unit and o.appeal_no not in hidden)
    orders = [o for o in behind if _counts(o, bit, part)]
    items = [{"appeal_no": o.appeal_no, "order_no": o.order_no} for o in orders]
    return json({"unit": unit, "figure": figure, "part": part, "items": items})


def _counts(order: Behind, bit: int, part: Part) -> bool:
    whole, among = bool(order.whole >> bit & 1), bool(order.part >> bit & 1)
    return {"whole": whole, "part": among, "rest": whole and not among}[part]


async def _found(
    service: Service, caller: Caller, policy: str, period: str, version: int | None
) -> tuple[Recorded, BulletinPublished]:
    _check(caller)
    async with service.pool.connection() as conn:
        found = await version_of(conn, service.city, stream_of(policy, period), version)
    if found is None or not isinstance(found.fact, BulletinPublished):
        said = f"There is no bulletin of {period} by {policy}" + (
            f" in version {version}." if version else " yet."
        )
        raise Problem(404, "UnknownBulletin", said, {"policy": policy, "period": period})
    return found, found.fact


def _check(caller: Caller) -> None:
    """Check the post: published figures are read by whoever works here, not by residents and grid
    workers."""
    if not (ALL | POSTS_OF_UNITS | {"caller"}) & caller.posts:
        raise OutsideScope("Your posts read no bulletins (不可查看通报).", "您的岗位不可查看通报。")


def _signed(found: Recorded) -> dict[str, Any]:
    envelope = found.envelope
    return {"published_at": envelope.recorded_at, "published_by": envelope.actor.user}


def _to_json(fact: BulletinPublished) -> dict[str, Any]:
    return {
        "board": fact.board,
        "calendars": fact.calendars,
        "differences": fact.differences,
        "reason": fact.reason,
        "digest": fact.digest,
    }
